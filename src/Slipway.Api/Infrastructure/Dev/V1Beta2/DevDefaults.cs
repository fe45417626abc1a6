using Slipway.Api.Shared;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>Defaults of DevClusters and DevMachines, on their own or in templates.</summary>
internal static class DevDefaults
{
    private const int ServerPort = 6443;

    /// <summary>Sets defaults; true when it set something.</summary>
    public static bool Set(DevClusterSpec? spec)
    {
        if (spec is null)
        {
            return false;
        }

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

    /// <summary>Sets defaults; true when it set something.</summary>
    public static bool Set(DevMachineSpec? spec)
    {
        if (spec is null || spec.Backend is { InMemory: not null } or { Docker: not null })
        {
            return false;
        }

        (spec.Backend ??= new DevMachineBackend()).Docker = new DevMachineDockerBackend();
        return true;
    }
}
