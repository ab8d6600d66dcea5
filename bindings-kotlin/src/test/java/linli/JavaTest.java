package linli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** The engine as Java sees it. */
class JavaTest {
    private static final byte[] KEY = new byte[32];

    @Test
    void javaOpensAnEngineAndRunsCommands() {
        try (Engine engine = Engine.memory(KEY, Instant.parse("2026-11-23T04:00:00Z"))) {
            TenantId tenant = new TenantId(1);
            UserId manager = new UserId("0190b5a0-7c1e-7000-8000-00000000abcd");
            Actor host = new Actor(tenant, null);
            Actor office = new Actor(tenant, manager);
            NodeId root = engine.createTenant(host, engine.newCommandId(), new CreateTenant(
                "绿苑物业", "集团", new Currency("CNY", 2), ZoneId.of("Asia/Shanghai"), manager));
            NodeView view = engine.node(office, root);
            assertEquals("绿苑物业", view.getNode().getName());
            assertEquals(30, view.getSettings().getPaymentMinutes());
            NotFoundException refused = assertThrows(NotFoundException.class, () -> engine.order(
                host, new OrderId("0190b5a0-7c1e-7000-8000-00000000abcd")));
            assertEquals("not_found", refused.getCode());
        }
        assertEquals(new BigDecimal("12.30"), Money.of(new BigDecimal("12.3")).toBigDecimal());
    }
}
