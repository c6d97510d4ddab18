using System.Runtime.CompilerServices;

namespace Stampede;

/// <summary>What load tests ask of a <see cref="Random"/> beyond numbers.</summary>
public static class RandomExtensions
{
    /// <summary>A random (version 4) GUID that repeats with the run's seed.</summary>
    public static Guid Guid(this Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>One of the items, each as likely.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static T Pick<T>(this Random random, params ReadOnlySpan<T> items) =>
        items.IsEmpty ? throw new ArgumentException("There is nothing to pick from.", nameof(items)) : items[random.Next(items.Length)];

    /// <summary>One of the items, each as likely.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    [OverloadResolutionPriority(1)] // a list is where to pick from, not the one item to pick
    public static T Pick<T>(this Random random, IReadOnlyList<T> items) =>
        items.Count == 0 ? throw new ArgumentException("There is nothing to pick from.", nameof(items)) : items[random.Next(items.Count)];

    /// <summary>One of the items, as likely as its weight says: <c>Random.Weighted(("GET", 8), ("PUT", 2))</c>.</summary>
    /// <exception cref="ArgumentException">A weight is negative, or their sum is not above 0.</exception>
    public static T Weighted<T>(this Random random, params ReadOnlySpan<(T Item, double Weight)> items)
    {
        var sum = 0.0;
        foreach (var (_, weight) in items)
        {
            if (!(weight >= 0))
            {
                throw new ArgumentException($"A weight is 0 or more, not {weight}.", nameof(items));
            }

            sum += weight;
        }

        if (!(sum > 0) || double.IsInfinity(sum))
        {
            throw new ArgumentException("The weights must have a sum above 0.", nameof(items));
        }

        var left = random.NextDouble() * sum;
        foreach (var (item, weight) in items)
        {
            left -= weight;
            if (left < 0)
            {
                return item;
            }
        }

        // Rounding: the last one that can be chosen.
        for (var i = items.Length - 1; ; i--)
        {
            if (items[i].Weight > 0)
            {
                return items[i].Item;
            }
        }
    }
}
