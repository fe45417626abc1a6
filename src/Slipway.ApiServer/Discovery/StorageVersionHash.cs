using System.Security.Cryptography;
using System.Text;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Discovery;

/// <summary>The hash by which discovery tells clients that a resource is stored in another version now.</summary>
internal static class StorageVersionHash
{
    public static string Of(GroupVersionKind kind) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind.Group}/{kind.Version}/{kind.Kind}")), 0, 8);
}
