using System.Text.Json;
using Slipway.Api.Serialization;

namespace Slipway.Kubeadm.KubeadmTypes;

/// <summary>Copies of API structures.</summary>
internal static class KubeadmSpecs
{
    /// <summary>A copy that shares nothing with the original.</summary>
    public static T Copy<T>(T value)
    {
        var type = ApiJson.TypeInfo<T>();
        return JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(value, type), type)!;
    }
}
