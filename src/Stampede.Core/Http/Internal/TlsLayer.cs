using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Stampede.Engine;

/// <summary>
/// TLS between a connection and its socket: the handshake (bounded by the gate), a loop that reads, and a queue that is written. No revocation
/// or chain downloads; sessions are resumed. On the loop's thread.
/// </summary>
internal sealed class TlsLayer : ILoopWork, IDisposable
{
    private const int RecordSize = 16 * 1024;

    private readonly HttpConnection _connection;
    private readonly RequestOutput _requests;
    private readonly EventLoop _loop;
    private readonly LoopStream _stream;
    private readonly SslStream _tls;
    private readonly HandshakeGate _gate;
    private readonly string _host;
    private readonly bool _trustAny;
    private OutputQueue _output;
    private SslPolicyErrors _problems;
    private X509ChainStatusFlags _chainProblems;
    private bool _writing;
    private bool _disposed;

    public TlsLayer(HttpConnection connection, RequestOutput requests, EventLoop loop, LoopSocket socket, string host, bool trustAny, HandshakeGate gate)
    {
        _connection = connection;
        _requests = requests;
        _loop = loop;
        _host = host;
        _trustAny = trustAny;
        _gate = gate;
        _stream = new LoopStream(socket);
        _tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        socket.AwaitReadable();
    }

    /// <summary>Nothing waits to be written.</summary>
    public bool HasRoom => !_writing && _output.IsEmpty;

    public void Start()
    {
        if (_gate.TryEnter(_loop, this))
        {
            _ = Handshake();
        }
    }

    /// <summary>Its turn for the handshake has come.</summary>
    public void Run()
    {
        if (_disposed)
        {
            _gate.Exit();
        }
        else
        {
            _ = Handshake();
        }
    }

    public void OnReadable() => _stream.OnReadable();

    public void OnWritable() => _stream.OnWritable();

    /// <summary>Sends a head (the loop's buffer: encrypted at once or copied) and a body that stands still.</summary>
    public void Write(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body)
    {
        if (!_writing && _output.IsEmpty && head.Length <= RecordSize)
        {
            // One record is encrypted before the first wait: the buffer may be used again.
            var written = _tls.WriteAsync(head);
            if (written.IsCompletedSuccessfully)
            {
                written.GetAwaiter().GetResult();
                if (body.IsEmpty)
                {
                    return;
                }

                _output.Add(body);
                _ = Pump(default);
                return;
            }

            _output.Add(body);
            _ = Pump(written);
            return;
        }

        _output.AddCopy(head.Span);
        _output.Add(body);
        if (!_writing)
        {
            _ = Pump(default);
        }
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _output.Clear();
            _stream.Dispose();
            _tls.Dispose();
        }
    }

    private async Task Pump(ValueTask first)
    {
        _writing = true;
        try
        {
            await first;
            while (!_disposed && _output.TryPeek(out var next))
            {
                var piece = next.Length > RecordSize ? next[..RecordSize] : next;
                await _tls.WriteAsync(piece);
                await new LoopSwitch(_loop);
                if (!_disposed)
                {
                    _output.Advance(piece.Length);
                }
            }

            _writing = false;
            if (!_disposed)
            {
                _requests.OnRoom();
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            await new LoopSwitch(_loop);
            _writing = false;
            if (!_disposed)
            {
                _requests.Fail();
            }
        }
    }

    private async Task Handshake()
    {
        var error = TransportError.None;
        string? detail = null;
        try
        {
            await _tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = _host,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                CertificateChainPolicy = new X509ChainPolicy
                {
                    RevocationMode = X509RevocationMode.NoCheck,
                    DisableCertificateDownloads = true,
                },
                RemoteCertificateValidationCallback = Validate,
            });
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            (error, detail) = Explain(exception);
        }
        finally
        {
            _gate.Exit();
        }

        await new LoopSwitch(_loop);
        if (_disposed)
        {
            return;
        }

        _connection.OnHandshaken(error, detail);
        if (error == TransportError.None)
        {
            await Read();
        }
    }

    private async Task Read()
    {
        byte[]? buffer = null;
        try
        {
            while (!_disposed)
            {
                // Zero bytes: a waiting connection holds no buffer.
                var ready = _tls.ReadAsync(Memory<byte>.Empty);
                if (!ready.IsCompleted)
                {
                    _connection.OnDrained();
                }

                await ready;
                await new LoopSwitch(_loop);
                if (_disposed)
                {
                    return;
                }

                buffer = _loop.Buffers.Rent(large: false);
                var received = await _tls.ReadAsync(buffer);
                await new LoopSwitch(_loop);
                if (_disposed)
                {
                    return;
                }

                if (received == 0)
                {
                    _connection.OnEnd(SocketError.Success);
                    return;
                }

                var goOn = _connection.OnData(buffer.AsSpan(0, received));
                _loop.Buffers.Return(buffer);
                buffer = null;
                if (!goOn)
                {
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            await new LoopSwitch(_loop);
            if (!_disposed)
            {
                _connection.OnEnd(exception.InnerException is SocketException socket ? socket.SocketErrorCode : SocketError.ConnectionReset);
            }
        }
        finally
        {
            if (buffer is not null)
            {
                _loop.Buffers.Return(buffer);
            }
        }
    }

    private bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors problems)
    {
        _problems = problems;
        foreach (var status in chain?.ChainStatus ?? [])
        {
            _chainProblems |= status.Status;
        }

        return _trustAny || problems == SslPolicyErrors.None;
    }

    private (TransportError Error, string Detail) Explain(Exception exception)
    {
        const X509ChainStatusFlags time = X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.CtlNotTimeValid;
        if (!_trustAny)
        {
            if ((_problems & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
            {
                return (TransportError.CertificateName, $"The server's certificate is not for '{_host}'");
            }

            if ((_chainProblems & time) != 0)
            {
                return (TransportError.CertificateExpired, $"The certificate of '{_host}' has expired or is not valid yet");
            }

            if (_problems != SslPolicyErrors.None)
            {
                return (TransportError.CertificateUntrusted, $"The certificate of '{_host}' is not trusted on this machine (--trust-any-certificate accepts it)");
            }
        }

        if (exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return (TransportError.ConnectionReset, "The server reset the connection during the TLS handshake");
        }

        var cause = exception.InnerException?.Message ?? exception.Message;
        return (TransportError.TlsHandshake, $"The TLS handshake failed: {cause}");
    }
}
