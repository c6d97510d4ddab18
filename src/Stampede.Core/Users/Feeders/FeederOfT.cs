using Stampede.Engine;

namespace Stampede;

/// <summary>A feeder that gives objects of one type. Each method gives a new definition; the last policy and the last of <see cref="Wrap"/> and <see cref="End"/> count.</summary>
/// <typeparam name="T">What a row is.</typeparam>
public sealed class Feeder<T> : Feeder
{
    private readonly FeederSource<T> _source;
    private readonly FeederPolicy _policy;
    private readonly bool? _ends;

    internal Feeder(FeederSource<T> source, FeederPolicy policy = FeederPolicy.Sequential, bool? ends = null) =>
        (_source, _policy, _ends) = (source, policy, ends);

    /// <inheritdoc/>
    public override string Name => _source.Name;

    private bool Ends => _ends ?? _policy == FeederPolicy.Unique;

    /// <summary>Rows in their order, whoever asks; the default.</summary>
    public Feeder<T> Sequential() => new(_source, FeederPolicy.Sequential, _ends);

    /// <summary>Rows in random order, each once before the first comes again; the order repeats with the run's seed.</summary>
    public Feeder<T> Shuffled() => new(_source, FeederPolicy.Shuffled, _ends);

    /// <summary>Any row each time, by the asking user's own <see cref="User.Random"/>. Never runs dry.</summary>
    public Feeder<T> Random() => new(_source, FeederPolicy.Random, _ends);

    /// <summary>Each row once in the whole run, in their order; then the user that asks ends.</summary>
    public Feeder<T> Unique() => new(_source, FeederPolicy.Unique, _ends);

    /// <summary>After the last row begins again, a shuffle in a new order; the default of <see cref="Sequential"/> and <see cref="Shuffled"/>.</summary>
    public Feeder<T> Wrap() => new(_source, _policy, false);

    /// <summary>After the last row the user that asks ends: its task ends there, its <c>OnStop</c> runs, other users go on.</summary>
    public Feeder<T> End() => new(_source, _policy, true);

    /// <inheritdoc/>
    internal override IEnumerable<string> Problems()
    {
        if (_policy == FeederPolicy.Unique && _ends == false)
        {
            yield return "Unique gives each row once, and Wrap begins again: leave one of them out.";
        }

        if (_policy == FeederPolicy.Random && _ends == true)
        {
            yield return "Random never runs dry, so End has no meaning: leave it out, or use Shuffled.";
        }
    }

    /// <inheritdoc/>
    internal override FeederCursor<T>? Open(ulong seed, int ordinal, FeederProblems problems)
    {
        if (_source.Open(inOrder: _policy is FeederPolicy.Sequential or FeederPolicy.Unique, problems) is not { } rows)
        {
            return null;
        }

        FeederOrder order = _policy switch
        {
            FeederPolicy.Shuffled => new ShuffledFeed((int)rows.Count, new SeededRandom(seed, ulong.MaxValue - (ulong)ordinal)),
            FeederPolicy.Random => new RandomFeed(rows.Count),
            _ => new SequentialFeed(),
        };
        return new FeederCursor<T>(problems.Label, rows, order, Ends);
    }
}
