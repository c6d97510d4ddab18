using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace ControlPlane.Auth;

/// <summary>The open sessions, 24 hours each; beyond the capacity the oldest ends, so that memory is bounded however often a test logs in.</summary>
internal sealed class SessionStore(TimeProvider clock, int capacity = 100_000)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    // In order of opening; ids of sessions that were closed stay in it until they are the oldest.
    private readonly ConcurrentQueue<string> _order = new();

    public Session Open(Account account)
    {
        var session = new Session(RandomNumberGenerator.GetString(Alphabet, 32), account, clock.GetUtcNow() + Lifetime);
        _sessions[session.Id] = session;
        _order.Enqueue(session.Id);
        while (_order.Count > capacity && _order.TryDequeue(out var oldest))
        {
            _sessions.TryRemove(oldest, out _);
        }

        return session;
    }

    public Session? Find(string id) => _sessions.TryGetValue(id, out var session) && session.Expires > clock.GetUtcNow() ? session : null;

    public void Close(Session session) => _sessions.TryRemove(session.Id, out _);
}
