using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;

namespace Slipway.Kubernetes.Objects;

/// <summary>A <see cref="ResourceType"/> whose objects have a class of their own.</summary>
/// <typeparam name="T">The class of the objects.</typeparam>
/// <param name="Kind">Group, version and kind.</param>
/// <param name="Plural">The plural resource name of the URL.</param>
/// <param name="Namespaced">Whether objects live in a namespace.</param>
/// <param name="Json">How the objects are read from and written to JSON.</param>
public sealed record ResourceType<T>(GroupVersionKind Kind, string Plural, bool Namespaced, JsonTypeInfo<T> Json)
    : ResourceType(Kind, Plural, Namespaced)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public override string ToString() => base.ToString();
}
