using System.Collections.Concurrent;
using System.Security.Cryptography;
using ModelContextProtocol.Server;

namespace AiGateway.Protocol;

/// <summary>The sessions. Beyond so many, those that were not used for ten minutes end.</summary>
internal sealed class ProtocolSessions(ILoggerFactory loggers, TimeProvider clock) : IAsyncDisposable
{
    private const int Capacity = 10_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, ProtocolSession> _sessions = new();

    public int Count => _sessions.Count;

    /// <summary>Opens one.</summary>
    /// <returns>Null where there are too many.</returns>
    public async ValueTask<ProtocolSession?> Open(string user, Func<string, McpServerOptions> options)
    {
        if (_sessions.Count >= Capacity)
        {
            foreach (var (id, session) in _sessions)
            {
                if (clock.GetElapsedTime(session.Used) > Patience)
                {
                    await Close(id, session.User);
                }
            }
        }

        if (_sessions.Count >= Capacity)
        {
            return null;
        }

        var opened = new ProtocolSession(RandomNumberGenerator.GetHexString(32, lowercase: true), user, options(user), loggers) { Used = clock.GetTimestamp() };
        _sessions[opened.Id] = opened;
        return opened;
    }

    public ProtocolSession? Find(string id, string user)
    {
        if (!_sessions.TryGetValue(id, out var session) || session.User != user)
        {
            return null;
        }

        session.Used = clock.GetTimestamp();
        return session;
    }

    /// <summary>Ends one.</summary>
    /// <returns>Whether there was one.</returns>
    public async ValueTask<bool> Close(string id, string user)
    {
        if (Find(id, user) is null || !_sessions.TryRemove(id, out var session))
        {
            return false;
        }

        await session.DisposeAsync();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions.Values)
        {
            await session.DisposeAsync();
        }
    }
}
