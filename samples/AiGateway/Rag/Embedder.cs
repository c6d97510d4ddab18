using System.Numerics;
using System.Runtime.InteropServices;

namespace AiGateway.Rag;

/// <summary>
/// Turns text into a vector: each word adds to a dimension that its hash chooses, with a sign that it chooses too. Texts with the same words are near each other;
/// what words mean it does not know.
/// </summary>
internal static class Embedder
{
    public const int Dimensions = 256;

    /// <summary>A vector of length 1; of length 0 where there is no word.</summary>
    public static float[] Embed(ReadOnlySpan<char> text)
    {
        var vector = new float[Dimensions];
        var hash = 2_166_136_261u;
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                hash = (hash ^ char.ToLowerInvariant(c)) * 16_777_619;
                length++;
            }
            else
            {
                Add();
            }
        }

        Add();
        Normalise(vector);
        return vector;

        void Add()
        {
            if (length > 0)
            {
                vector[hash % Dimensions] += (hash >> 31) == 0 ? 1 : -1;
            }

            (hash, length) = (2_166_136_261u, 0);
        }
    }

    /// <summary>The cosine of the angle between two vectors of length 1.</summary>
    public static float Similarity(float[] left, float[] right)
    {
        var sum = Vector<float>.Zero;
        var a = MemoryMarshal.Cast<float, Vector<float>>(left);
        var b = MemoryMarshal.Cast<float, Vector<float>>(right);
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return Vector.Sum(sum);
    }

    private static void Normalise(float[] vector)
    {
        var length = MathF.Sqrt(Similarity(vector, vector));
        for (var i = 0; i < vector.Length && length > 0; i++)
        {
            vector[i] /= length;
        }
    }
}
