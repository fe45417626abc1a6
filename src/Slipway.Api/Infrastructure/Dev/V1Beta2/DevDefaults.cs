using Slipway.Api.Admission;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>Defaults of DevClusters and DevMachines, on their own or in templates.</summary>
internal static class DevDefaults
{
    private const int ServerPort = 6443;

    /// <summary>Sets defaults; true when it set something.</summary>
    public static bool Set(DevClusterSpec spec)
    {
        var backend = spec.Backend ??= new DevClusterBackend();
        var changed = backend is { InMemory: null, Docker: null };
        if (changed)
        {
            backend.Docker = new DevClusterDockerBackend();
        }

        if (backend.Docker is not { } docker)
        {
            return changed;
        }

        changed |= docker.LoadBalancer is null;
        docker.LoadBalancer ??= new DockerLoadBalancer();
        if (spec.ControlPlaneEndpoint?.Port is null or 0)
        {
            (spec.ControlPlaneEndpoint ??= new ApiEndpoint()).Port = ServerPort;
            changed = true;
        }

        foreach (var domain in docker.FailureDomains?.Where(d => d.ControlPlane is null) ?? [])
        {
            domain.ControlPlane = false;
            changed = true;
        }

        return changed;
    }

    /// <summary>Sets defaults; true when it set something. What cannot be read is refused.</summary>
    public static bool Set(DevMachineSpec spec, DefaultingContext context)
    {
        var machine = spec.Backend?.InMemory;
        string?[] durations =
        [
            machine?.Vm?.Provisioning?.StartupDuration,
            machine?.Node?.Provisioning?.StartupDuration,
            machine?.ApiServer?.Provisioning?.StartupDuration,
            machine?.Etcd?.Provisioning?.StartupDuration,
            spec.Backend?.Docker?.BootstrapTimeout,
        ];
        if (Array.Find(durations, d => d is not null && !SchemaDuration.TryParseGo(d, out _)) is { } unreadable)
        {
            context.Deny(Denials.Unreadable($"time: invalid duration {GoText.Quote(unreadable)}"));
        }

        if (spec.Backend is { InMemory: not null } or { Docker: not null })
        {
            return false;
        }

        (spec.Backend ??= new DevMachineBackend()).Docker = new DevMachineDockerBackend();
        return true;
    }
}
