import Foundation
import Linli

private let usage = """
    pickup-desk prepare FILE                          makes a small shop to try it on
    pickup-desk FILE STATION OPERATOR [DAY]           opens the desk; codes come from standard input
    pickup-desk download FILE STATION OPERATOR KIT    saves what the desk needs to work without the shop
    pickup-desk tokens FILE STATION OPERATOR          what the residents' phones show there
    pickup-desk offline KIT                           opens the desk without the shop; tokens come from standard input
    pickup-desk upload FILE KIT                       tells the shop what was handed over, and downloads again
    """

/// The desk of a pickup station. Residents say the code that their phone shows, the operator types it; without the shop the
/// operator scans the token that the phone shows. The secret of the shop is read from FILE.key.
@main
struct PickupDesk {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        do {
            switch (arguments.count, arguments.first) {
            case (2, "prepare"):
                try prepare(arguments[2])
            case (5, "download"):
                try Desk(file: arguments[2], station: arguments[3], operator: UserId(arguments[4]))
                    .download(to: URL(fileURLWithPath: arguments[5]))
            case (4, "tokens"):
                try showTokens(arguments[2], station: arguments[3], operator: UserId(arguments[4]))
            case (2, "offline"):
                try OfflineDesk(URL(fileURLWithPath: arguments[2])).run()
            case (3, "upload"):
                try upload(URL(fileURLWithPath: arguments[3]), to: arguments[2])
            case (3...4, _):
                try Desk(
                    file: arguments[1], station: arguments[2], operator: UserId(arguments[3]),
                    day: arguments.count == 4 ? Day(arguments[4]) : nil
                ).run()
            default:
                fail(usage)
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

/// The zone of the stations.
let zone = TimeZone(identifier: "Asia/Shanghai") ?? .current

func time(_ moment: Timestamp) -> String {
    var style = Date.VerbatimFormatStyle(
        format: "\(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
        timeZone: zone, calendar: Calendar(identifier: .gregorian))
    style.locale = Locale(identifier: "en_US_POSIX")
    return moment.date.formatted(style)
}

func shown(_ buyer: PickupBuyer) -> String { "\(buyer.name ?? "…") \(buyer.phone ?? "…")" }

func shown(_ items: [PickupItem]) -> String {
    items.map { "\($0.quantity) × \($0.name)" }.joined(separator: ", ")
}
