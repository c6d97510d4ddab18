namespace Stampede.Engine;

/// <summary>The loop's own stack of receive buffers: a waiting user holds none. Two are in use at once only where a receive nests.</summary>
internal sealed class ReceiveBuffers
{
    /// <summary>Most answers of services fit into one; larger bodies take several turns.</summary>
    public const int Small = 4096;

    /// <summary>For the rest of an answer that filled a small one.</summary>
    public const int Large = 65536;

    private readonly Stack<byte[]> _small = new();
    private readonly Stack<byte[]> _large = new();

    /// <summary>Buffers made so far: as many as were ever in use at once.</summary>
    public int Made { get; private set; }

    public byte[] Rent(bool large)
    {
        if ((large ? _large : _small).TryPop(out var buffer))
        {
            return buffer;
        }

        Made++;
        return GC.AllocateUninitializedArray<byte>(large ? Large : Small, pinned: true);
    }

    public void Return(byte[] buffer) => (buffer.Length == Large ? _large : _small).Push(buffer);
}
