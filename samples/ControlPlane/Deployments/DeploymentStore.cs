namespace ControlPlane.Deployments;

/// <summary>The latest deployments; beyond the capacity the oldest is forgotten, so that memory is bounded however long a test runs.</summary>
internal sealed class DeploymentStore(int capacity = 100_000)
{
    // Under the lock: _latest[i % capacity] is the i-th deployment ever, for the last min(_created, capacity) of them; _byId holds the same.
    private readonly Lock _lock = new();
    private readonly Deployment[] _latest = new Deployment[capacity];
    private readonly Dictionary<Guid, Deployment> _byId = [];
    private long _created;

    public void Add(Deployment deployment)
    {
        lock (_lock)
        {
            ref var place = ref _latest[_created % capacity];
            if (_created >= capacity)
            {
                _byId.Remove(place.CorrelationId);
            }

            place = deployment;
            _byId.Add(deployment.CorrelationId, deployment);
            _created++;
        }
    }

    public Deployment? Find(Guid id)
    {
        lock (_lock)
        {
            return _byId.GetValueOrDefault(id);
        }
    }

    /// <summary>The newest first, as far as they match; null matches all.</summary>
    public List<Deployment> Newest(int count, DeploymentStatus? status, Ring? ring)
    {
        var found = new List<Deployment>(count);
        lock (_lock)
        {
            var oldest = Math.Max(0, _created - capacity);
            for (var i = _created - 1; i >= oldest && found.Count < count; i--)
            {
                var deployment = _latest[i % capacity];
                if ((status is null || deployment.Status == status) && (ring is null || deployment.TargetRing == ring))
                {
                    found.Add(deployment);
                }
            }
        }

        return found;
    }
}
