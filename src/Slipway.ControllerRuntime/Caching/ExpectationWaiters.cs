using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Caching;

/// <summary>Who waits for what to be seen, by object. Not thread-safe: the informer's dispatch lock guards it.</summary>
internal sealed class ExpectationWaiters
{
    private readonly Dictionary<ObjectKey, List<Waiter>> _byKey = [];

    public IDisposable Add(Lock guard, ObjectKey key, Expectation expectation, Action met)
    {
        if (!_byKey.TryGetValue(key, out var waiters))
        {
            _byKey[key] = waiters = [];
        }

        var waiter = new Waiter(this, guard, key, expectation, met);
        waiters.Add(waiter);
        return waiter;
    }

    public void Release(ObjectKey key, ObjectStore store, string seen)
    {
        if (_byKey.TryGetValue(key, out var waiters))
        {
            var current = store.Find(key);
            foreach (var waiter in waiters.FindAll(w => w.Expectation.IsMet(current, seen)))
            {
                Remove(waiter);
                waiter.Met();
            }
        }
    }

    public void ReleaseAll(ObjectStore store, string seen)
    {
        foreach (var key in _byKey.Keys.ToArray())
        {
            Release(key, store, seen);
        }
    }

    private void Remove(Waiter waiter)
    {
        if (_byKey.TryGetValue(waiter.Key, out var waiters) && waiters.Remove(waiter) && waiters.Count == 0)
        {
            _byKey.Remove(waiter.Key);
        }
    }

    private sealed class Waiter(ExpectationWaiters all, Lock guard, ObjectKey key, Expectation expectation, Action met) : IDisposable
    {
        public ObjectKey Key => key;

        public Expectation Expectation => expectation;

        public Action Met => met;

        public void Dispose()
        {
            lock (guard)
            {
                all.Remove(this);
            }
        }
    }
}
