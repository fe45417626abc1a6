using System.Globalization;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Waiting;

namespace Slipway.EndToEnd.Tests.Watching;

/// <summary>Counts the passes of every controller over every object, for tests that wait for them.</summary>
internal sealed class PassLog : IReconcileObserver
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _idle = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);
    private readonly List<string> _writes = [];
    private readonly List<(Func<bool> Condition, TaskCompletionSource Reached)> _waits = [];

    /// <summary>How long passes are awaited at most.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock of that.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The writes since the last <see cref="Forget"/>.</summary>
    public IReadOnlyList<string> Writes
    {
        get
        {
            lock (_lock)
            {
                return [.. _writes];
            }
        }
    }

    public void PassStarted(string controller, ObjectKey key)
    {
    }

    public void PassFinished(ReconcileTrace trace)
    {
        lock (_lock)
        {
            Count(trace);
            foreach (var wait in _waits.Where(w => w.Condition()).ToList())
            {
                _waits.Remove(wait);
                wait.Reached.SetResult();
            }
        }
    }

    /// <summary>Begins to count anew, for the objects known so far.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _writes.Clear();
            foreach (var key in _idle.Keys.ToList())
            {
                _idle[key] = 0;
            }
        }
    }

    /// <summary>Waits until every controller has looked so often at each of its objects in a row without writing anything.</summary>
    public Task IdleAsync(int passes) => UntilAsync($"{passes} passes without a write", () => _idle.Values.All(n => n >= passes));

    /// <summary>Waits until a controller has looked at an object at this version or a later one.</summary>
    public Task SeenAsync(string controller, ObjectKey key, string version) => UntilAsync(
        $"a pass of {controller} over {key} at {version}",
        () => _versions.GetValueOrDefault($"{controller} {key}") >= long.Parse(version, CultureInfo.InvariantCulture));

    private async Task UntilAsync(string what, Func<bool> condition)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_idle.Count > 0 && condition())
            {
                return;
            }

            _waits.Add((condition, reached));
        }

        if (!await reached.Task.CompletesWithinAsync(Limit, Time, TestContext.Current.CancellationToken))
        {
            Assert.Fail($"not within {Limit.TotalSeconds} s: {what}. The last writes:\n{string.Join('\n', Writes.TakeLast(20))}");
        }
    }

    private void Count(ReconcileTrace trace)
    {
        var key = $"{trace.Controller} {trace.Key}";
        var writes = trace.Effects.Where(e => e.Effect is not Effect.Call).Select(e => $"{key}: {e.Effect.GetType().Name} {e.Effect.Why}").ToList();
        if (trace.StatusWritten)
        {
            writes.Add($"{key}: status");
        }

        _writes.AddRange(writes);
        if (trace.Version is null)
        {
            _idle.Remove(key);
        }
        else
        {
            _versions[key] = long.Parse(trace.Version, CultureInfo.InvariantCulture);
            _idle[key] = writes.Count > 0 ? 0 : _idle.GetValueOrDefault(key) + 1;
        }
    }
}
