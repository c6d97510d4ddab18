using System.Globalization;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Samples;

namespace TicketAgents.Jobs;

/// <summary>
/// A durable queue in RabbitMQ. A job is published persistent and confirmed before anybody is told that it is accepted, and acknowledged after it was handled to
/// its end: what a killed worker had in hand is delivered again. Delayed jobs wait in queues whose messages expire into the queue.
/// </summary>
internal sealed class RabbitJobQueue : IJobQueue
{
    private const string Queue = "enhancement:queue";
    private const ushort HighestPrefetch = ushort.MaxValue;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Redelivery = TimeSpan.FromSeconds(1);

    private readonly IConnection _connection;
    private readonly PublishChannels _channels;
    private readonly ILogger _logger;

    private RabbitJobQueue(IConnection connection, ILogger logger)
    {
        _connection = connection;
        _channels = new(connection);
        _logger = logger;
    }

    /// <summary>Connects, and makes the queue where there is none.</summary>
    /// <exception cref="StartException">The server cannot be used.</exception>
    public static async Task<RabbitJobQueue> Open(Uri address, ILogger logger)
    {
        var factory = new ConnectionFactory
        {
            Uri = address,
            ClientProvidedName = "ticket-agents",
            AutomaticRecoveryEnabled = true,
            NetworkRecoveryInterval = TimeSpan.FromSeconds(1),
            ContinuationTimeout = Patience,
        };
        IConnection? connection = null;
        try
        {
            connection = await factory.CreateConnectionAsync();
            await using var channel = await connection.CreateChannelAsync();
            await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false);
            return new(connection, logger);
        }
        catch (Exception problem) when (problem is BrokerUnreachableException or OperationInterruptedException or TimeoutException)
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            throw new StartException($"RabbitMQ cannot be used at {address.Host}: {problem.GetBaseException().Message}");
        }
    }

    public ValueTask Publish(Job job, CancellationToken cancellationToken) => Send(Queue, job, null, cancellationToken);

    public async ValueTask PublishLater(Job job, TimeSpan delay, string lane, CancellationToken cancellationToken)
    {
        var queue = $"{Queue}:{lane}";
        await _channels.Use(
            channel => new(channel.QueueDeclareAsync(
                queue,
                durable: true,
                exclusive: false,
                autoDelete: false,
                arguments: new Dictionary<string, object?> { ["x-dead-letter-exchange"] = "", ["x-dead-letter-routing-key"] = Queue },
                cancellationToken: cancellationToken)),
            cancellationToken);
        await Send(queue, job, delay, cancellationToken);
    }

    public async Task Consume(int concurrency, Func<Job, CancellationToken, Task> handle, CancellationToken stop)
    {
        var places = (ushort)Math.Min(concurrency, HighestPrefetch);
        await using var channel = await _connection.CreateChannelAsync(new(false, false, consumerDispatchConcurrency: places), stop);
        await channel.BasicQosAsync(0, places, global: false, stop);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) => Handle(channel, delivery, handle, stop);
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, stop);
        try
        {
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException)
        {
            // The end: closing the channel gives back what is not acknowledged.
        }
    }

    public async ValueTask<QueueState?> State(CancellationToken cancellationToken)
    {
        try
        {
            var state = default(QueueState);
            await _channels.Use(
                async channel =>
                {
                    var queue = await channel.QueueDeclarePassiveAsync(Queue, cancellationToken);
                    state = new(queue.MessageCount, (int)queue.ConsumerCount);
                },
                cancellationToken);
            return state;
        }
        catch (QueueUnavailableException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _channels.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private ValueTask Send(string queue, Job job, TimeSpan? delay, CancellationToken cancellationToken)
    {
        var properties = new BasicProperties
        {
            Persistent = true,
            MessageId = job.JobId.ToString(),
            ContentType = "application/json",
            Expiration = delay is { } time ? Math.Ceiling(time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) : null,
        };
        var body = JsonSerializer.SerializeToUtf8Bytes(job, JobJson.Default.Job);

        // Mandatory: a queue that is not there is an error, and not a confirmed loss.
        return _channels.Use(channel => channel.BasicPublishAsync("", queue, mandatory: true, properties, body, cancellationToken), cancellationToken);
    }

    private async Task Handle(IChannel channel, BasicDeliverEventArgs delivery, Func<Job, CancellationToken, Task> handle, CancellationToken stop)
    {
        try
        {
            if (Read(delivery) is { } job)
            {
                await handle(job, stop);
            }

            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, CancellationToken.None);
        }
        catch (Exception) when (stop.IsCancellationRequested || !channel.IsOpen)
        {
            // Not acknowledged: delivered again, to this worker or another one.
        }
        catch (Exception problem)
        {
            _logger.LogError(problem, "Job {Job} is delivered again", delivery.BasicProperties.MessageId);
            await GiveBack(channel, delivery, stop);
        }
    }

    // Not at once: what broke, such as the database, may need a moment.
    private static async Task GiveBack(IChannel channel, BasicDeliverEventArgs delivery, CancellationToken stop)
    {
        try
        {
            await Task.Delay(Redelivery, stop);
            await channel.BasicNackAsync(delivery.DeliveryTag, multiple: false, requeue: true, stop);
        }
        catch (Exception problem) when (problem is OperationCanceledException or AlreadyClosedException)
        {
            // A channel that closes gives it back as well.
        }
    }

    private Job? Read(BasicDeliverEventArgs delivery)
    {
        try
        {
            return JsonSerializer.Deserialize(delivery.Body.Span, JobJson.Default.Job);
        }
        catch (JsonException problem)
        {
            _logger.LogError("What is no job is dropped from the queue: {Problem}", problem.Message);
            return null;
        }
    }
}
