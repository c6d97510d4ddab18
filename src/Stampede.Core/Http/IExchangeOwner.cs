namespace Stampede.Engine;

/// <summary>Who sent an exchange.</summary>
internal interface IExchangeOwner
{
    /// <summary>Writes all header lines but Host, the body's length and Connection; each time the request is sent.</summary>
    void WriteHeaders(Exchange exchange, ref RequestHeadWriter head);

    /// <summary>The exchange is over, well or not. On the loop's thread, the last thing that happens to it there.</summary>
    void OnDone(Exchange exchange);
}
