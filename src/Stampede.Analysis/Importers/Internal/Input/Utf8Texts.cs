using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Stampede.Importing;

/// <summary>Texts by their UTF-8, each made once: files repeat names in every line. Beyond a limit texts are made anew.</summary>
internal sealed class Utf8Texts
{
    private const int Most = 20_000;

    private readonly Dictionary<byte[], string>.AlternateLookup<ReadOnlySpan<byte>> _texts = new Dictionary<byte[], string>(new Comparer()).GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The text of some bytes; what is not UTF-8 in them is replaced.</summary>
    public string this[ReadOnlySpan<byte> bytes]
    {
        get
        {
            if (bytes.IsEmpty)
            {
                return "";
            }

            if (_texts.TryGetValue(bytes, out var known))
            {
                return known;
            }

            var text = Encoding.UTF8.GetString(bytes);
            if (_texts.Dictionary.Count < Most)
            {
                _texts[bytes] = text;
            }

            return text;
        }
    }

    private sealed class Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] bytes) => GetHashCode(bytes.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
