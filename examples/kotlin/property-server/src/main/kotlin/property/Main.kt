package property

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import java.net.InetSocketAddress
import java.net.URI
import java.net.URLDecoder
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.nio.file.Path
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import linli.DeniedException
import linli.LinliException
import linli.Money
import linli.NotFoundException
import linli.Points

/** Residents ask over HTTP: `GET /bills?room=…`, `POST /pay` with `room`, `bill`, `points`, `apples`. */
class Server(private val office: Office, port: Int) : AutoCloseable {
    private val threads = Executors.newFixedThreadPool(8)
    private val http = HttpServer.create(InetSocketAddress("127.0.0.1", port), 0).apply {
        executor = threads
        createContext("/bills") { answer(it, ::bills) }
        createContext("/pay") { answer(it, ::pay) }
        start()
    }

    /** Where it listens. */
    val port: Int get() = http.address.port

    override fun close() {
        http.stop(0)
        threads.shutdown()
        threads.awaitTermination(10, TimeUnit.SECONDS)
    }

    private fun bills(form: Map<String, String>): String {
        val room = form.getValue("room")
        val bills = office.bills(room).joinToString("\n") { bill ->
            "${bill.number}  ${bill.what}  ${bill.amount}  ${bill.paid?.let { "paid $it" } ?: "open"}"
        }
        return "$bills\n${office.points(room)} points for bills, ${office.orders(room)} orders"
    }

    private fun pay(form: Map<String, String>): String {
        val wish = Wish(
            form.getValue("bill"),
            Points.ofUnits(form["points"]?.toLong() ?: 0),
            form["apples"]?.toLong() ?: 0,
        )
        val receipt = office.pay(form.getValue("room"), wish)
        val points = receipt.byPoints?.let { " – ${it.points} points (${it.value})" } ?: ""
        val goods = if (receipt.orders.isEmpty()) "" else " + goods ${receipt.goods}"
        return "bill ${receipt.bill}$points$goods = ${receipt.money}, ${receipt.earned} points earned"
    }

    /** What was refused is the resident's answer, with the engine's stable code; what nobody expected is not told. */
    private fun answer(exchange: HttpExchange, call: (Map<String, String>) -> String) = exchange.use {
        val (status, text) = try {
            200 to call(form(exchange))
        } catch (refused: LinliException) {
            val status = if (refused is NotFoundException) 404 else if (refused is DeniedException) 403 else 409
            status to "${refused.code} ${refused.field ?: ""}: ${refused.reason}"
        } catch (missing: NoSuchElementException) {
            404 to "${missing.message}"
        } catch (refused: IllegalStateException) {
            409 to "${refused.message}"
        } catch (_: NumberFormatException) {
            400 to "whole numbers are expected"
        } catch (_: Exception) {
            500 to "something went wrong; nothing was changed"
        }
        val bytes = "$text\n".toByteArray()
        exchange.responseHeaders["Content-Type"] = "text/plain; charset=utf-8"
        exchange.sendResponseHeaders(status, bytes.size.toLong())
        exchange.responseBody.write(bytes)
    }

    private fun form(exchange: HttpExchange): Map<String, String> {
        val text = if (exchange.requestMethod == "POST") {
            exchange.requestBody.readNBytes(10_000).decodeToString()
        } else {
            exchange.requestURI.rawQuery ?: ""
        }
        return text.split('&').filter { '=' in it }.associate { pair ->
            val (name, value) = pair.split('=', limit = 2).map { URLDecoder.decode(it, Charsets.UTF_8) }
            name to value
        }
    }
}

/** Asks the server as residents do, and prints what it answers. */
internal class Visitor(private val port: Int) {
    private val client = HttpClient.newHttpClient()

    fun get(path: String): Pair<Int, String> = send(request(path).build())

    fun post(path: String, form: String): Pair<Int, String> =
        send(request(path).POST(HttpRequest.BodyPublishers.ofString(form)).build())

    private fun request(path: String) = HttpRequest.newBuilder(URI("http", null, "127.0.0.1", port, null, null, null).resolve(path))

    private fun send(request: HttpRequest): Pair<Int, String> {
        val answer = client.send(request, HttpResponse.BodyHandlers.ofString())
        return answer.statusCode() to answer.body().trimEnd()
    }
}

internal fun demo(port: Int) {
    val visitor = Visitor(port)
    fun bills() = println(visitor.get("/bills?room=1-1-101").second.prependIndent("    "))
    fun pay(form: String) = visitor.post("/pay", form).let { (status, said) -> println("POST /pay $form\n    $status $said") }
    println("a resident moved in, with a bill and points as a welcome:")
    bills()
    println("\nthe bill with points, and more apples than there are: the order is refused, so the bill stays open and the points stay:")
    pay("room=1-1-101&bill=1-1-101/2026-11&points=1500&apples=61")
    bills()
    println("\nthe same with two bags: one payment, one transaction:")
    pay("room=1-1-101&bill=1-1-101/2026-11&points=1500&apples=2")
    bills()
    println("\nand once more:")
    pay("room=1-1-101&bill=1-1-101/2026-11&points=10")
    bills()
}

/** `--demo`: in memory, asks itself a few things, and ends. Otherwise `FILE PORT`. */
fun main(arguments: Array<String>) {
    val demo = arguments.firstOrNull() == "--demo"
    // A real host keeps its key apart from the database.
    val key = ByteArray(32) { it.toByte() }
    Database.open(if (demo) null else Path.of(arguments[0]), key).use { database ->
        val office = Office(database)
        office.build()
        office.moveIn("1-1-101", "张三", "13800000003", welcome = Points.ofUnits(2000), fee = Money.of("126.50"))
        Server(office, if (demo) 0 else arguments[1].toInt()).use { server ->
            if (demo) {
                demo(server.port)
                check(office.isSound())
                println("\neverything that is stored holds together")
            } else {
                println("listening on port ${server.port}; enter ends it")
                readlnOrNull()
            }
        }
    }
}
