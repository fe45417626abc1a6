using Slipway.Kubernetes.Client;

namespace Slipway.Core.Tests.Simulation;

/// <summary>The API as controllers see it that may die at a write.</summary>
internal sealed class MortalClient(IKubeClient inner, Death death) : DelegatingKubeClient(inner)
{
    protected override Task<T> SendAsync<T>(KubeRequest request, Func<Task<T>> send) => request.IsWrite ? death.WriteAsync(send) : send();
}
