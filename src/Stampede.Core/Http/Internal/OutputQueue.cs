using System.Buffers;

namespace Stampede.Engine;

/// <summary>What of a request could not be sent at once: a copied rest of its head, then its body, which stands still until it is sent.</summary>
internal struct OutputQueue
{
    private byte[]? _copy;
    private int _copyStart;
    private int _copyEnd;
    private ReadOnlyMemory<byte> _body;

    public readonly bool IsEmpty => _copy is null && _body.IsEmpty;

    public readonly long Left => _copyEnd - _copyStart + _body.Length;

    public void AddCopy(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        if (_copy is null)
        {
            _copy = ArrayPool<byte>.Shared.Rent(bytes.Length);
            _copyStart = _copyEnd = 0;
        }
        else if (_copy.Length - _copyEnd < bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_copyEnd - _copyStart + bytes.Length);
            _copy.AsSpan(_copyStart, _copyEnd - _copyStart).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_copy);
            _copyEnd -= _copyStart;
            _copyStart = 0;
            _copy = larger;
        }

        bytes.CopyTo(_copy.AsSpan(_copyEnd));
        _copyEnd += bytes.Length;
    }

    public void Add(ReadOnlyMemory<byte> body) => _body = body;

    public readonly bool TryPeek(out ReadOnlyMemory<byte> next)
    {
        next = _copy is not null ? _copy.AsMemory(_copyStart, _copyEnd - _copyStart) : _body;
        return !next.IsEmpty;
    }

    public void Advance(int sent)
    {
        if (_copy is null)
        {
            _body = _body[sent..];
            return;
        }

        _copyStart += sent;
        if (_copyStart == _copyEnd)
        {
            ReturnCopy();
        }
    }

    public void Clear()
    {
        ReturnCopy();
        _body = default;
    }

    private void ReturnCopy()
    {
        if (_copy is not null)
        {
            ArrayPool<byte>.Shared.Return(_copy);
            _copy = null;
            _copyStart = _copyEnd = 0;
        }
    }
}
