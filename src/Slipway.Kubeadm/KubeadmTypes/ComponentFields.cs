using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Serialization;
using Slipway.Kubeadm.Json;

namespace Slipway.Kubeadm.KubeadmTypes;

/// <summary>Fields that several of kubeadm's structures share and that changed their form between versions.</summary>
internal static class ComponentFields
{
    /// <summary>Flags: a map before v1beta4, a list of name and value since.</summary>
    public static JsonNode? Args(KubeadmApi api, List<Arg>? args)
    {
        if (args is not { Count: > 0 })
        {
            return null;
        }

        if (api == KubeadmApi.V1Beta4)
        {
            return Nodes(args);
        }

        var map = new JsonObject();
        foreach (var arg in args)
        {
            map[arg.Name!] = arg.Value ?? "";
        }

        return map;
    }

    /// <summary>Environment variables: unknown to kubeadm before v1beta4.</summary>
    public static JsonNode? Envs(KubeadmApi api, List<EnvVar>? envs) =>
        api == KubeadmApi.V1Beta4 && envs is { Count: > 0 } ? Nodes(envs) : null;

    /// <summary>The settings of one component; null when there are none.</summary>
    public static JsonObject? Component(KubeadmApi api, ControlPlaneComponent? component) => component is null
        ? null
        : Component(api, component.ExtraArgs, component.ExtraVolumes, component.ExtraEnvs).OrNull();

    /// <summary>The settings of one component from its parts.</summary>
    public static JsonObject Component(KubeadmApi api, List<Arg>? args, List<HostPathMount>? volumes, List<EnvVar>? envs) =>
        new JsonObject()
            .With("extraArgs", Args(api, args))
            .With("extraVolumes", volumes is { Count: > 0 } ? Nodes(volumes) : null)
            .With("extraEnvs", Envs(api, envs));

    private static JsonArray Nodes<T>(List<T> items) =>
        new([.. items.Select(i => JsonSerializer.SerializeToNode(i, ApiJson.TypeInfo<T>()))]);
}
