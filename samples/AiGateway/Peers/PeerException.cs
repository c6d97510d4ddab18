namespace AiGateway.Peers;

/// <summary>Another service did not answer as it should; the message is for the caller.</summary>
internal sealed class PeerException(string message) : Exception(message);
