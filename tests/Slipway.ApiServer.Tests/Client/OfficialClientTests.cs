extern alias official;

using System.Collections.Concurrent;
using official::k8s;
using official::k8s.Autorest;
using official::k8s.LeaderElection;
using official::k8s.LeaderElection.ResourceLock;
using official::k8s.Models;
using Slipway.ApiServer.Tests.Planes;
using OfficialClient = official::k8s.Kubernetes;

namespace Slipway.ApiServer.Tests.Client;

/// <summary>
/// The official C# client as a program uses it. It asks for HTTP/2, sends no <c>Accept</c>, and reads watches line by line.
/// </summary>
public sealed class OfficialClientTests : IAsyncLifetime
{
    private TestPlane _plane = null!;
    private OfficialClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _plane = await TestPlane.StartAsync();
        _client = new OfficialClient(KubernetesClientConfiguration.BuildConfigFromConfigFile(_plane.KubeconfigPath));
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _plane.DisposeAsync();
    }

    [Fact]
    public async Task List_InPages_GivesEveryObjectOnce()
    {
        for (var i = 0; i < 7; i++)
        {
            await CreateAsync($"n{i}");
        }

        var names = new List<string>();
        string? next = null;
        do
        {
            var page = await _client.CoreV1.ListNamespacedConfigMapAsync(
                "default", limit: 3, continueParameter: next, fieldSelector: "metadata.name!=kube-root-ca.crt", cancellationToken: Token);
            names.AddRange(page.Items.Select(c => c.Metadata.Name));
            next = page.Metadata.ContinueProperty;
        }
        while (!string.IsNullOrEmpty(next));

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"n{i}"), names);
    }

    // What an informer does: list, watch from there, and begin anew where the server ends the watch.
    [Fact]
    public async Task Informer_SeesEveryChange_OverManyWatches()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var cache = new ConcurrentDictionary<string, string>();
        var list = await _client.CoreV1.ListNamespacedConfigMapAsync("default", cancellationToken: Token);
        var watches = 0;
        var informing = InformAsync(list.Metadata.ResourceVersion);

        await CreateAsync("a");
        await CreateAsync("b");
        var a = await _client.CoreV1.ReadNamespacedConfigMapAsync("a", "default", cancellationToken: Token);
        a.Data = new Dictionary<string, string> { ["k"] = "v" };
        a = await _client.CoreV1.ReplaceNamespacedConfigMapAsync(a, "a", "default", cancellationToken: Token);
        await _client.CoreV1.DeleteNamespacedConfigMapAsync("b", "default", cancellationToken: Token);
        while (Volatile.Read(ref watches) < 2)
        {
            await Task.Delay(50, Token);
        }

        await CreateAsync("c");
        while (!cache.ContainsKey("c"))
        {
            await Task.Delay(20, Token);
        }

        Assert.Equal(a.Metadata.ResourceVersion, cache["a"]);
        Assert.False(cache.ContainsKey("b"));
        await end.CancelAsync();
        await informing;

        async Task InformAsync(string version)
        {
            while (!end.IsCancellationRequested)
            {
                Interlocked.Increment(ref watches);
                try
                {
                    var events = _client.CoreV1.WatchListNamespacedConfigMapAsync(
                        "default", allowWatchBookmarks: true, resourceVersion: version, timeoutSeconds: 1, cancellationToken: end.Token);
                    await foreach (var (type, changed) in events)
                    {
                        version = changed.Metadata.ResourceVersion;
                        if (type is WatchEventType.Deleted)
                        {
                            cache.TryRemove(changed.Metadata.Name, out _);
                        }
                        else if (type is not WatchEventType.Bookmark)
                        {
                            cache[changed.Metadata.Name] = version;
                        }
                    }
                }
                catch (OperationCanceledException) when (end.IsCancellationRequested)
                {
                    return;
                }
            }
        }
    }

    [Fact]
    public async Task Conflict_IsToldWithItsStatus()
    {
        var first = await CreateAsync("a");
        first.Data = new Dictionary<string, string> { ["k"] = "1" };
        await _client.CoreV1.ReplaceNamespacedConfigMapAsync(first, "a", "default", cancellationToken: Token);

        var refusal = await Assert.ThrowsAsync<HttpOperationException>(
            () => _client.CoreV1.ReplaceNamespacedConfigMapAsync(first, "a", "default", cancellationToken: Token));

        var status = KubernetesJson.Deserialize<V1Status>(refusal.Response.Content);
        Assert.Equal((409, "Conflict", "a"), (status.Code, status.Reason, status.Details.Name));
    }

    [Fact]
    public async Task LeaderElector_WithALease_HasOneLeader_AndTheNextOneWhenItGoes()
    {
        using var firstGoes = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var secondGoes = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var (firstLeads, secondLeads) = (new TaskCompletionSource(), new TaskCompletionSource());
        var (first, second) = (Elector("first", firstLeads), Elector("second", secondLeads));

        var one = first.RunUntilLeadershipLostAsync(firstGoes.Token);
        await firstLeads.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);
        var two = second.RunUntilLeadershipLostAsync(secondGoes.Token);
        await Task.Delay(1500, Token);
        Assert.False(secondLeads.Task.IsCompleted);

        await firstGoes.CancelAsync();
        await Record.ExceptionAsync(() => one);
        await secondLeads.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);

        var lease = await _client.CoordinationV1.ReadNamespacedLeaseAsync("lock", "default", cancellationToken: Token);
        Assert.Equal("second", lease.Spec.HolderIdentity);
        await secondGoes.CancelAsync();
        await Record.ExceptionAsync(() => two);
    }

    private LeaderElector Elector(string name, TaskCompletionSource leads)
    {
        var elector = new LeaderElector(new LeaderElectionConfig(new LeaseLock(_client, "default", "lock", name))
        {
            LeaseDuration = TimeSpan.FromSeconds(2), RenewDeadline = TimeSpan.FromSeconds(1), RetryPeriod = TimeSpan.FromMilliseconds(200),
        });
        elector.OnStartedLeading += () => leads.TrySetResult();
        return elector;
    }

    private Task<V1ConfigMap> CreateAsync(string name) => _client.CoreV1.CreateNamespacedConfigMapAsync(
        new V1ConfigMap { Metadata = new V1ObjectMeta { Name = name } }, "default", cancellationToken: Token);
}
