// swift-tools-version:6.0
import Foundation
import PackageDescription

// `build.sh` makes what is not written by hand: the library for this machine in `native`, or on a Mac `xcframework.sh` one
// for all of Apple's platforms.
let native = Context.packageDirectory + "/native"
let framework = "LinliFFI.xcframework"
let hasFramework = FileManager.default.fileExists(atPath: Context.packageDirectory + "/" + framework)
let ffi: Target =
    hasFramework
    ? .binaryTarget(name: "LinliFFI", path: framework)
    : .systemLibrary(name: "LinliFFI", path: "Sources/LinliFFI")
let library: [LinkerSetting] =
    hasFramework ? [] : [.unsafeFlags(["-L", native, "-Xlinker", "-rpath", "-Xlinker", native])]

let package = Package(
    name: "Linli",
    platforms: [.iOS(.v16), .macOS(.v13)],
    products: [.library(name: "Linli", targets: ["Linli"])],
    targets: [
        ffi,
        // What uniffi writes.
        .target(name: "LinliNative", dependencies: ["LinliFFI"], linkerSettings: library),
        .target(name: "Linli", dependencies: ["LinliNative"]),
        // A store written in Swift, and a shop to try things on.
        .target(name: "Support", dependencies: ["Linli"], path: "Support"),
        .testTarget(name: "LinliTests", dependencies: ["Linli", "LinliNative", "Support"]),
        // What a call costs: `swift run -c release bench`.
        .executableTarget(name: "bench", dependencies: ["Linli", "Support"], path: "Bench"),
    ]
)
