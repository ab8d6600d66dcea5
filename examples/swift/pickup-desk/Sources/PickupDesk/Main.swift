import Foundation
import Linli

/// The desk of a pickup station. Residents say the code that their phone shows, the operator types it.
///
///     pickup-desk prepare FILE                        makes a small shop to try it on
///     pickup-desk FILE STATION OPERATOR [DAY]         opens the desk; codes come from standard input
///
/// The secret of the shop is read from FILE.key.
@main
struct PickupDesk {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        do {
            switch (arguments.count, arguments.first) {
            case (2, "prepare"):
                try prepare(arguments[2])
            case (3...4, _):
                try Desk(
                    file: arguments[1], station: arguments[2], operator: UserId(arguments[3]),
                    day: arguments.count == 4 ? Day(arguments[4]) : nil
                ).run()
            default:
                fail("usage: pickup-desk prepare FILE | pickup-desk FILE STATION OPERATOR [DAY]")
            }
        } catch let error as LinliError {
            fail("\(error.reason) (\(error.code))")
        } catch {
            fail("\(error)")
        }
    }

    static func fail(_ why: String) -> Never {
        FileHandle.standardError.write(Data("\(why)\n".utf8))
        exit(1)
    }
}

/// Where the secret of a shop lies.
func secret(of file: String) -> URL { URL(fileURLWithPath: file + ".key") }
