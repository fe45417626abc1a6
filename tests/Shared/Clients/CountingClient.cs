using System.Collections.Concurrent;
using Slipway.Kubernetes.Client;

namespace Slipway.Testing.Clients;

/// <summary>Counts the writes that controllers make, by kind, subresource and verb.</summary>
internal sealed class CountingClient(IKubeClient inner) : DelegatingKubeClient(inner)
{
    private readonly ConcurrentDictionary<string, int> _writes = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Writes => _writes;

    protected override Task<T> SendAsync<T>(KubeRequest request, Func<Task<T>> send)
    {
        if (request.IsWrite)
        {
            var what = request.Subresource is { } part ? $"{request.Type!.Kind.Kind}/{part}" : request.Type!.Kind.Kind;
            _writes.AddOrUpdate($"{what} {request.Verb}", 1, (_, n) => n + 1);
        }

        return send();
    }
}
