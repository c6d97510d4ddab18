namespace Stampede.Engine;

/// <summary>The pages that no histogram uses at the moment, shared by all. A page in here is all zero.</summary>
internal static class HistogramPages
{
    /// <summary>Counters of a page.</summary>
    public const int Size = 1024;

    /// <summary>Kept at most: 16 MB. What comes back beyond it is left to the garbage collector.</summary>
    private const int Most = 4096;

    private static readonly Lock Gate = new();
    private static readonly Stack<int[]> Free = new();

    public static int[] Rent()
    {
        lock (Gate)
        {
            if (Free.TryPop(out var page))
            {
                return page;
            }
        }

        return new int[Size];
    }

    public static void Return(int[]? page)
    {
        if (page is null)
        {
            return;
        }

        Array.Clear(page);
        lock (Gate)
        {
            if (Free.Count < Most)
            {
                Free.Push(page);
            }
        }
    }
}
