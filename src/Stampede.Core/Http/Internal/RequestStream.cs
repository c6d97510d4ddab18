using System.Buffers;
using System.Globalization;
using System.Text;

namespace Stampede.Engine;

/// <summary>Sends a body that is read while it is sent: with its length, or in chunks. The user's stream may complete on any thread.</summary>
internal sealed class RequestStream(HttpConnection connection, RequestOutput output, EventLoop loop, Exchange exchange) : ILoopWork
{
    private const int PieceSize = 32 * 1024;

    /// <summary>Rule 5: after so many pieces in a row others come first.</summary>
    private const int MostPieces = 16;

    /// <summary>Room before a piece for its chunk size: up to 8 hexadecimal digits and a line end.</summary>
    private const int Before = 10;

    private readonly CancellationTokenSource _cancel = new();
    private TaskCompletionSource? _room;

    /// <summary>The end of the body has been handed to the connection.</summary>
    public bool IsDone { get; private set; }

    public void Start() => _ = Pump();

    /// <summary>All that was handed over is sent.</summary>
    public void OnRoom() => _room?.TrySetResult();

    /// <summary>Its turn has come again.</summary>
    public void Run() => OnRoom();

    /// <summary>The exchange is over.</summary>
    public void Cancel()
    {
        _cancel.Cancel();
        _room?.TrySetResult();
    }

    private async Task Pump()
    {
        var stream = exchange.BodyStream!;
        var chunked = exchange.BodyStreamLength < 0;
        var left = exchange.BodyStreamLength;
        var buffer = ArrayPool<byte>.Shared.Rent(Before + PieceSize + 2);
        try
        {
            for (var piece = 1; chunked || left > 0; piece++)
            {
                var want = chunked ? PieceSize : (int)Math.Min(PieceSize, left);
                var read = await stream.ReadAsync(buffer.AsMemory(Before, want), _cancel.Token);
                await new LoopSwitch(loop);
                if (_cancel.IsCancellationRequested)
                {
                    return;
                }

                if (read == 0)
                {
                    if (!chunked)
                    {
                        connection.StreamFailed(exchange, $"The body's stream ended {left} bytes before the length it had said");
                        return;
                    }

                    break;
                }

                left -= read;
                if (!connection.WritePiece(exchange, chunked ? Frame(buffer, read) : buffer.AsMemory(Before, read)))
                {
                    return;
                }

                var hasRoom = output.HasRoom;
                if (!hasRoom || piece % MostPieces == 0)
                {
                    _room = new TaskCompletionSource();
                    if (hasRoom)
                    {
                        loop.Enqueue(this);
                    }

                    await _room.Task;
                    _room = null;
                    if (_cancel.IsCancellationRequested)
                    {
                        return;
                    }
                }
            }

            IsDone = true;
            if (chunked)
            {
                connection.WritePiece(exchange, "0\r\n\r\n"u8.ToArray());
            }
        }
        catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
        {
            // The answer came first.
        }
        catch (Exception exception)
        {
            await new LoopSwitch(loop);
            connection.StreamFailed(exchange, $"The body's stream threw {exception.GetType().Name}: {exception.Message}");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ReadOnlyMemory<byte> Frame(byte[] buffer, int length)
    {
        Span<char> digits = stackalloc char[8];
        length.TryFormat(digits, out var count, "x", CultureInfo.InvariantCulture);
        var start = Before - 2 - count;
        Encoding.ASCII.GetBytes(digits[..count], buffer.AsSpan(start));
        buffer[Before - 2] = (byte)'\r';
        buffer[Before - 1] = (byte)'\n';
        buffer[Before + length] = (byte)'\r';
        buffer[Before + length + 1] = (byte)'\n';
        return buffer.AsMemory(start, Before - start + length + 2);
    }
}
