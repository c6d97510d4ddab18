using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace TicketAgents.Jobs;

/// <summary>Channels with publisher confirms, each used by one at a time. One that failed is not used again.</summary>
internal sealed class PublishChannels(IConnection connection) : IAsyncDisposable
{
    private const int Most = 32;

    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentBag<IChannel> _idle = [];
    private readonly SemaphoreSlim _places = new(Most, Most);

    /// <summary>Does something with a channel; of a publication it returns once that is confirmed.</summary>
    /// <exception cref="QueueUnavailableException">It failed, or took longer than five seconds.</exception>
    public async ValueTask Use(Func<IChannel, ValueTask> work, CancellationToken cancellationToken)
    {
        IChannel? channel = null;
        await _places.WaitAsync(cancellationToken);
        try
        {
            if (!_idle.TryTake(out channel) || !channel.IsOpen)
            {
                channel = await connection.CreateChannelAsync(Confirmed, cancellationToken).WaitAsync(Patience, cancellationToken);
            }

            await work(channel).AsTask().WaitAsync(Patience, cancellationToken);
            _idle.Add(channel);
            channel = null;
        }
        catch (Exception problem) when (IsOfTheConnection(problem) && !cancellationToken.IsCancellationRequested)
        {
            throw new QueueUnavailableException(problem.Message, problem);
        }
        finally
        {
            _places.Release();
            if (channel is not null)
            {
                _ = Close(channel);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _idle)
        {
            await Close(channel);
        }

        _places.Dispose();
    }

    // The client cancels what takes too long.
    private static bool IsOfTheConnection(Exception problem) =>
        problem is RabbitMQClientException or IOException or TimeoutException or ObjectDisposedException or OperationCanceledException;

    private static async Task Close(IChannel channel)
    {
        try
        {
            await channel.DisposeAsync();
        }
        catch (Exception problem) when (IsOfTheConnection(problem))
        {
            // It was closed already.
        }
    }
}
