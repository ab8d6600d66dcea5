package linli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine as Java sees it: no Kotlin type but `Pair` is needed, what may be left out may be left out. */
class JavaTest {
    private static final byte[] KEY = new byte[32];
    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");
    private static final TenantId TENANT = new TenantId(1);
    private static final Actor HOST = new Actor(TENANT);
    private static final Actor OFFICE = new Actor(TENANT, new UserId("0190b5a0-7c1e-7000-8000-00000000abcd"));

    private static NodeId company(Engine engine) {
        return engine.createTenant(HOST, engine.newCommandId(), new CreateTenant(
            "绿苑物业", "集团", new Currency("CNY", 2), ZoneId.of("Asia/Shanghai"), OFFICE.getUser()));
    }

    @Test
    void javaOpensAnEngineAndRunsCommands() {
        try (Engine engine = Engine.memory(KEY, NOON)) {
            NodeId root = company(engine);
            NodeId community = engine.createNode(OFFICE, engine.newCommandId(), new CreateNode(root, "项目", "翠苑"));
            NodeView view = engine.node(OFFICE, root);
            assertEquals("绿苑物业", view.getNode().getName());
            assertEquals(30, view.getSettings().getPaymentMinutes());
            assertEquals(List.of(community), view.getChildren().stream().map(Node::getId).toList());
            assertTrue(engine.verify(TENANT).isClean());
        }
    }

    @Test
    void errorsAreCaughtByTheirKind() {
        try (Engine engine = Engine.memory(KEY)) {
            NodeId root = company(engine);
            InvalidFieldException wrong = assertThrows(InvalidFieldException.class, () ->
                engine.createNode(OFFICE, engine.newCommandId(), new CreateNode(root, "项目", "")));
            assertEquals("invalid_field", wrong.getCode());
            assertEquals("name", wrong.getField());
            assertFalse(wrong.getReason().isEmpty());
            LinliException missing = assertThrows(LinliException.class, () ->
                engine.order(HOST, new OrderId("0190b5a0-7c1e-7000-8000-00000000abcd")));
            assertInstanceOf(NotFoundException.class, missing);
            engine.close();
            assertThrows(ClosedException.class, () -> engine.node(HOST, root));
        }
    }

    @Test
    void casesAreClassesAndEventsAreMatched() {
        try (Engine engine = Engine.memory(KEY, NOON)) {
            NodeId root = company(engine);
            int seen = 0;
            for (RecordedEvent recorded : engine.events(HOST, 0, 100).getEvents()) {
                if (recorded.getEvent() instanceof Event.TenantCreated created) {
                    assertEquals(root, created.getRoot());
                    seen++;
                }
            }
            assertEquals(1, seen);
            MerchantId merchant = engine.recordMerchant(OFFICE, engine.newCommandId(), new RecordMerchant(
                root, "m-fruit", new MerchantDetails("鲜果铺", "李小果", "13800000002", MerchantKind.MALL)));
            engine.submitMerchant(OFFICE, engine.newCommandId(), new SubmitMerchant(merchant));
            engine.reviewMerchant(OFFICE, engine.newCommandId(),
                new ReviewMerchant(merchant, MerchantVerdict.Approve.INSTANCE));
            assertEquals(MerchantState.APPROVED, engine.merchant(OFFICE, merchant).getState());
            assertEquals(Ids.skuId(merchant, "A"), Ids.skuId(merchant, "A"));
        }
    }

    @Test
    void moneyIsExact() {
        assertEquals(new BigDecimal("12.30"), Money.of(new BigDecimal("12.3")).toBigDecimal());
        assertEquals(Money.of("59.70"), Money.of("19.90").times(3));
        assertEquals(Money.of("0.30"), Money.of("0.10").plus(Money.of("0.20")));
        assertTrue(Money.of("1").compareTo(Money.ZERO) > 0);
        assertThrows(InvalidFieldException.class, () -> Money.of("0.001"));
        List<Money> shares = Rules.divide(Money.of("100.00"), List.of(Money.ofUnits(1), Money.ofUnits(1), Money.ofUnits(1)));
        assertEquals(List.of(Money.of("33.34"), Money.of("33.33"), Money.of("33.33")), shares);
        assertEquals(Money.of("0.13"),
            Rules.percentage(Money.of("2.50"), new BigDecimal("0.05"), Rounding.HALF_UP));
    }

    @Test
    void manyCommandsAtOnceAndInOtherThreads(@TempDir Path folder) {
        try (Engine engine = Engine.sqlite(folder.resolve("shop.db"), KEY, NOON)) {
            NodeId root = company(engine);
            List<CompletableFuture<NodeId>> asked = List.of("翠苑", "锦园", "兰亭").stream()
                .map(name -> CompletableFuture.supplyAsync(() ->
                    engine.createNode(OFFICE, engine.newCommandId(), new CreateNode(root, "项目", name))))
                .toList();
            assertEquals(3, asked.stream().map(CompletableFuture::join).distinct().count());
            List<Outcome> outcomes = engine.executeAll(OFFICE, List.of(
                new kotlin.Pair<>(engine.newCommandId(), new CreateNode(root, "项目", "梅园")),
                new kotlin.Pair<>(engine.newCommandId(), new CreateNode(root, "项目", ""))));
            assertInstanceOf(NodeId.class, ((Outcome.Answer) outcomes.get(0)).getValue());
            assertEquals("invalid_field", ((Outcome.Refused) outcomes.get(1)).getError().getCode());
            engine.backup(folder.resolve("copy.db"));
        }
        assertEquals(LocalDate.of(2026, 11, 1), new DayRange(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30)).getFirst());
    }
}
