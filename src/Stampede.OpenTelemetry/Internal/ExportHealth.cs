using Stampede.Results;

namespace Stampede.Engine;

/// <summary>How sending goes: what failed, and why as far as it is known.</summary>
internal sealed class ExportHealth
{
    private const string Refused = "the receiver refused them";

    private readonly Lock _gate = new();
    private string? _reason;
    private bool _lastFailed;
    private long _sent;
    private long _failed;

    /// <summary>What failed so far; null where nothing did.</summary>
    public string? Problem
    {
        get
        {
            lock (_gate)
            {
                return _failed == 0
                    ? null
                    : $"{_failed} of {_sent + _failed} times metrics could not be sent: {_reason ?? Refused}."
                        + (_lastFailed ? " The last time is one of them: the final figures are missing there." : "");
            }
        }
    }

    /// <summary>The first reason of a failure, without its number: so that a note about it is made once. Null where nothing failed.</summary>
    public string? FirstReason { get; private set; }

    /// <summary>Notes why the request under way fails. It may hold what the receiver said, so secrets are masked.</summary>
    public void Because(string reason)
    {
        lock (_gate)
        {
            _reason = SecretMask.Text(reason).ReplaceLineEndings(" ").TrimEnd('.');
        }
    }

    /// <summary>Notes the end of one export.</summary>
    public void Add(bool succeeded)
    {
        lock (_gate)
        {
            _lastFailed = !succeeded;
            if (succeeded)
            {
                _sent++;
                return;
            }

            _failed++;
            FirstReason ??= _reason ?? Refused;
        }
    }
}
