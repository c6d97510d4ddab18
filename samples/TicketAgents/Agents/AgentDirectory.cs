namespace TicketAgents.Agents;

/// <summary>The agents that there are. Their secrets are for load tests, and known to everybody.</summary>
internal sealed class AgentDirectory
{
    private const string Secret = "load-test-agent-secret-minimum-32-chars-required";

    private readonly Dictionary<Guid, Agent> _agents = new Agent[]
    {
        new(Guid.Parse("00000000-0000-4000-8000-000000000001"), "load-test-tenant", Secret, true),
        new(Guid.Parse("00000000-0000-4000-8000-000000000002"), "load-test-tenant", Secret, false),
    }.ToDictionary(agent => agent.Id);

    /// <summary>An agent; null where there is none of that id.</summary>
    public Agent? Find(Guid id) => _agents.GetValueOrDefault(id);
}
