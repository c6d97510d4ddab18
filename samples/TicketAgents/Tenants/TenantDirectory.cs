namespace TicketAgents.Tenants;

/// <summary>The tenants that there are. Their secrets are for load tests, and known to everybody.</summary>
internal sealed class TenantDirectory
{
    /// <summary>What resolved tickets, which name no tenant's secret, and the pause are signed with.</summary>
    public const string GlobalSecret = "load-test-global-secret-minimum-32-chars";

    private const string ServiceDesk = "servicedesk";

    private readonly Dictionary<string, Tenant> _tenants = new Tenant[]
    {
        new("load-test-tenant", "load-test-secret-minimum-32-chars-required-here", true, ServiceDesk),
        new("second-tenant", "second-tenant-secret-minimum-32-chars-required", true, ServiceDesk),
        new("retired-tenant", "retired-tenant-secret-minimum-32-chars-required", false, ServiceDesk),
        new("mail-tenant", "mail-tenant-secret-minimum-32-chars-required", true, "mail"),
    }.ToDictionary(tenant => tenant.Id, StringComparer.Ordinal);

    /// <summary>A tenant; null where there is none of that name.</summary>
    public Tenant? Find(string id) => _tenants.GetValueOrDefault(id);

    /// <summary>Whether there is a plugin for a tenant's tool.</summary>
    public static bool HasPlugin(Tenant tenant) => tenant.Tool == ServiceDesk;
}
