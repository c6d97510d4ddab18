namespace Stampede.Engine;

/// <summary>So many and no more, counted by all users together. Thread-safe.</summary>
internal sealed class CountLimit(long count)
{
    private long _left = count;

    public bool IsExhausted => Volatile.Read(ref _left) <= 0;

    /// <summary>Takes some; or none, where so many are not left.</summary>
    public bool TryTake(int number = 1)
    {
        for (var left = Volatile.Read(ref _left); left >= number;)
        {
            var found = Interlocked.CompareExchange(ref _left, left - number, left);
            if (found == left)
            {
                return true;
            }

            left = found;
        }

        return false;
    }
}
