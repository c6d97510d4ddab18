namespace Stampede.Engine;

/// <summary>
/// Decides the class of the n-th user: first the fixed users, interleaved in proportion, then the weighted classes, so that after every single
/// user each class is within one user of its exact share. A function of the index alone: not random, the same for weights times any
/// factor, and going down in reverse order it passes the same counts again. Not thread-safe: what was decided is kept.
/// </summary>
internal sealed class ClassMix
{
    private readonly FairSequence _fixed;
    private readonly FairSequence _weighted;
    private readonly int _classes;
    private readonly int _fixedUsers;
    private int[] _decided = [];
    private int _count;

    public ClassMix(IReadOnlyList<ClassShare> classes)
    {
        _classes = classes.Count;
        _fixed = new FairSequence([.. classes.Select(c => (double)Math.Max(c.FixedCount, 0))]);
        _weighted = new FairSequence([.. classes.Select(c => c.FixedCount > 0 ? 0 : c.Weight)]);
        _fixedUsers = (int)Math.Min(classes.Sum(c => (long)Math.Max(c.FixedCount, 0)), int.MaxValue);
    }

    /// <summary>How many users there can be: the fixed ones where no class has a weight, else <see cref="int.MaxValue"/>.</summary>
    public int Limit => _weighted.IsEmpty ? _fixedUsers : int.MaxValue;

    /// <summary>The class, by its place in the list, of a user.</summary>
    /// <param name="userIndex">0-based; below <see cref="Limit"/>.</param>
    public int ClassOf(int userIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(userIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(userIndex, Limit);
        if (userIndex >= _decided.Length)
        {
            Array.Resize(ref _decided, (int)Math.Clamp(userIndex * 2L, 64, Array.MaxLength));
        }

        for (; _count <= userIndex; _count++)
        {
            _decided[_count] = _count < _fixedUsers ? _fixed.Next() : _weighted.Next();
        }

        return _decided[userIndex];
    }

    /// <summary>How many users of each class there are among the first so many; those beyond <see cref="Limit"/> are left out.</summary>
    public int[] CountsAt(int users)
    {
        var counts = new int[_classes];
        users = Math.Min(users, Limit);
        if (users > 0)
        {
            ClassOf(users - 1);
            foreach (var decided in _decided.AsSpan(0, users))
            {
                counts[decided]++;
            }
        }

        return counts;
    }
}
