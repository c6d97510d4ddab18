namespace ControlPlane.Auth;

/// <summary>Somebody logged in.</summary>
internal sealed record Session(string Id, Account Account, DateTimeOffset Expires)
{
    private static readonly object Key = new();

    /// <summary>The session of a request; null where nobody is logged in.</summary>
    public static Session? Of(HttpContext context) => context.Items.TryGetValue(Key, out var session) ? (Session?)session : null;

    public void Attach(HttpContext context) => context.Items[Key] = this;
}
