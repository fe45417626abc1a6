using System.Collections.Concurrent;
using System.Collections.Immutable;
using Slipway.ApiServer.Http.Pods;

namespace Slipway.Kubeadm.Tests.RealEtcd;

/// <summary>The pods of a cluster whose etcd is real: forwarded ports end at its members.</summary>
internal sealed class EtcdPods : IPodRuntime
{
    private const int EtcdPort = 2379;

    /// <summary>What runs, by pod.</summary>
    public ConcurrentDictionary<string, EtcdProcess> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>How much later than it was sent each answer arrives, by pod.</summary>
    public ConcurrentDictionary<string, TimeSpan> Delays { get; } = new(StringComparer.Ordinal);

    public async ValueTask<Stream> ConnectAsync(string ns, string pod, int port, CancellationToken cancellationToken)
    {
        var stream = port == EtcdPort && Members.TryGetValue(pod, out var member)
            ? await member.ConnectAsync(cancellationToken)
            : throw new IOException($"nothing listens at port {port} of pod {ns}/{pod}");
        return Delays.TryGetValue(pod, out var delay) ? new SlowStream(stream, delay) : stream;
    }

    public ValueTask<int> ExecuteAsync(PodContainer container, ImmutableArray<string> command, PodStreams streams, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<ImmutableArray<PodLogLine>> ReadLogAsync(PodContainer container, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
