using System.Diagnostics.CodeAnalysis;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Caching;

/// <summary>The objects of one kind by key and by index values. Objects are immutable and shared: reading copies references only.</summary>
internal sealed class ObjectStore
{
    private const string ClusterNameLabel = "cluster.x-k8s.io/cluster-name";

    private readonly Lock _lock = new();
    private readonly Dictionary<ObjectKey, KubeObject> _objects = [];
    private readonly Dictionary<string, Index> _indexes = [];

    public ObjectStore()
    {
        _indexes[ObjectIndexes.Owner] = new Index(static o => o.Metadata.OwnerReferences.Select(r => r.Uid));
        _indexes[ObjectIndexes.Cluster] = new Index(static o =>
            o.Metadata.Labels.TryGetValue(ClusterNameLabel, out var cluster) ? [$"{o.Metadata.Namespace}/{cluster}"] : []);
    }

    public KubeObject? Find(ObjectKey key)
    {
        lock (_lock)
        {
            return _objects.GetValueOrDefault(key);
        }
    }

    public IReadOnlyList<KubeObject> List(string? ns, Func<KubeObject, bool>? filter)
    {
        lock (_lock)
        {
            var found = new List<KubeObject>();
            foreach (var obj in _objects.Values)
            {
                if ((ns is null || obj.Metadata.Namespace == ns) && (filter is null || filter(obj)))
                {
                    found.Add(obj);
                }
            }

            return found;
        }
    }

    /// <exception cref="ArgumentException">There is no such index.</exception>
    public IReadOnlyList<KubeObject> ListByIndex(string index, string value)
    {
        lock (_lock)
        {
            return _indexes.TryGetValue(index, out var found)
                ? found.Find(value)
                : throw new ArgumentException(
                    $"index '{index}' is not known here; the indexes are {string.Join(", ", _indexes.Keys)}", nameof(index));
        }
    }

    public void AddIndex(string name, Func<KubeObject, IEnumerable<string>> values)
    {
        lock (_lock)
        {
            var index = new Index(values);
            foreach (var obj in _objects.Values)
            {
                index.Add(obj);
            }

            _indexes[name] = index;
        }
    }

    /// <summary>Puts the object in the place of what has its key, and gives that.</summary>
    public KubeObject? Put(KubeObject obj)
    {
        lock (_lock)
        {
            RemoveLocked(obj.Key, out var old);
            _objects[obj.Key] = obj;
            foreach (var index in _indexes.Values)
            {
                index.Add(obj);
            }

            return old;
        }
    }

    public bool Remove(ObjectKey key, [NotNullWhen(true)] out KubeObject? old)
    {
        lock (_lock)
        {
            return RemoveLocked(key, out old);
        }
    }

    private bool RemoveLocked(ObjectKey key, [NotNullWhen(true)] out KubeObject? old)
    {
        if (!_objects.Remove(key, out old))
        {
            return false;
        }

        foreach (var index in _indexes.Values)
        {
            index.Remove(old);
        }

        return true;
    }

    private sealed class Index(Func<KubeObject, IEnumerable<string>> values)
    {
        private readonly Dictionary<string, Dictionary<ObjectKey, KubeObject>> _byValue = [];

        public KubeObject[] Find(string value) => _byValue.TryGetValue(value, out var objects) ? [.. objects.Values] : [];

        public void Add(KubeObject obj)
        {
            foreach (var value in values(obj))
            {
                if (!_byValue.TryGetValue(value, out var objects))
                {
                    _byValue[value] = objects = [];
                }

                objects[obj.Key] = obj;
            }
        }

        public void Remove(KubeObject obj)
        {
            foreach (var value in values(obj))
            {
                if (_byValue.TryGetValue(value, out var objects) && objects.Remove(obj.Key) && objects.Count == 0)
                {
                    _byValue.Remove(value);
                }
            }
        }
    }
}
