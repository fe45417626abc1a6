using System.Collections.Immutable;
using System.Text;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.EndToEnd.Tests.Scenarios;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubeadm.Membership;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Ladder;

/// <summary>
/// Somebody who uses a cluster while others change it: asks its endpoint over a connection of its own each time, and its etcd whether it has a
/// quorum, over and over; and looks at every event whether as many Nodes are Ready as were promised.
/// </summary>
internal sealed class ContinuousCheck : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly ObjectKey EtcdSecret = new("default", "demo-etcd");

    private readonly TestCluster _cluster;
    private readonly HttpKubeClient _workload;
    private readonly ObjectView _nodes;
    private readonly EtcdInspector _etcd = new(new GrpcEtcdClientFactory(new CertificateFactory(TimeProvider.System)), TimeProvider.System);
    private readonly CertificateKeyPair _etcdAuthority;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _violations = [];
    private readonly Task _loop;
    private int _questions;

    private ContinuousCheck(TestCluster cluster, HttpKubeClient workload, ObjectView nodes, CertificateKeyPair etcdAuthority)
    {
        (_cluster, _workload, _nodes, _etcdAuthority) = (cluster, workload, nodes, etcdAuthority);
        _loop = RunAsync();
    }

    /// <summary>How often the endpoint and etcd were asked.</summary>
    public int Rounds { get; private set; }

    /// <summary>Begins to look as soon as endpoint and etcd have answered once: a plane that was killed has taken them with it.</summary>
    /// <param name="plane">The management plane.</param>
    /// <param name="cluster">The cluster, whole.</param>
    /// <param name="workers">How many workers were promised.</param>
    public static async Task<ContinuousCheck> StartAsync(IKubeClient plane, TestCluster cluster, int workers)
    {
        var secret = await plane.GetAsync((ResourceType)BuiltInTypes.Secret, EtcdSecret, TestContext.Current.CancellationToken);
        var workload = await cluster.AnsweringWorkloadAsync();
        var nodes = await ObjectView.OpenAsync(workload, BuiltInTypes.Node, BuiltInTypes.Pod);
        var check = new ContinuousCheck(cluster, workload, nodes, new CertificateKeyPair(Text(secret, "tls.crt"), Text(secret, "tls.key")));
        await check._answered.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        nodes.Always(o => o.Of(BuiltInTypes.Node).Count(n => n.Label("tier") == "worker" && n.Is("Ready")) is var ready && ready < workers
            ? $"{ready} workers are Ready, {workers} were promised"
            : null);
        return check;
    }

    /// <summary>Ends; gives what was found wrong.</summary>
    public async Task<IReadOnlyList<string>> StopAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        return [.. _violations, .. _nodes.Violations];
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _nodes.DisposeAsync();
        _workload.Dispose();
        _stop.Dispose();
    }

    private static string Text(KubeObject secret, string key) =>
        Encoding.ASCII.GetString(Convert.FromBase64String((string)secret.ToJsonObject()["data"]![key]!));

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var problems = new[] { await AskEndpointAsync(), await AskEtcdAsync() }.OfType<string>().ToList();
                if (_answered.Task.IsCompleted)
                {
                    Rounds++;
                    _violations.AddRange(problems);
                }
                else if (problems.Count == 0)
                {
                    _answered.SetResult();
                }

                await Task.Delay(TimeSpan.FromMilliseconds(20), _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Enough was seen.
        }
    }

    private async Task<string?> AskEndpointAsync()
    {
        using var client = _cluster.Workload();
        try
        {
            await client.GetRawAsync("/version", _stop.Token);
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or KubeApiException)
        {
            return $"the endpoint does not answer: {e.Message}";
        }
    }

    private async Task<string?> AskEtcdAsync()
    {
        var pods = _nodes.Read(o => o.Of(BuiltInTypes.Pod)
            .Where(p => p.Text("metadata.labels.component") == "etcd" && p.Is("Ready"))
            .Select(p => p.Text("spec.nodeName")!).Order(StringComparer.Ordinal).ToImmutableArray());
        var access = new EtcdAccess(new("default", "demo"), _workload, EtcdCredentials.OfAuthority(_etcdAuthority), pods) { Fingerprint = $"{++_questions}" };
        return await _etcd.ObserveAsync(access, _stop.Token) is Observed<EtcdSnapshot>.Unknown(_, var problem) ? $"etcd has no quorum: {problem}" : null;
    }
}
