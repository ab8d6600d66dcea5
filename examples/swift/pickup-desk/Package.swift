// swift-tools-version:6.0
import PackageDescription

let package = Package(
    name: "pickup-desk",
    platforms: [.macOS(.v13)],
    dependencies: [.package(path: "../../../bindings-swift")],
    targets: [
        .executableTarget(
            name: "pickup-desk",
            dependencies: [.product(name: "Linli", package: "bindings-swift")],
            path: "Sources/PickupDesk"
        )
    ]
)
