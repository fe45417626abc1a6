using System.Diagnostics.CodeAnalysis;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Kubernetes;

/// <summary>A value of a library's own type, which shows no fields.</summary>
/// <typeparam name="T">What is behind it.</typeparam>
internal sealed class KubernetesValue<T>(CelType type, T content) : CelObject(type)
    where T : notnull
{
    public T Content { get; } = content;

    public override bool TryGetField(string name, [NotNullWhen(true)] out CelValue? value)
    {
        value = null;
        return false;
    }

    public override bool? HasField(string name) => null;

    public override bool EqualTo(CelValue other) => other is KubernetesValue<T> same && Content.Equals(same.Content);

    public override int HashValue() => Content.GetHashCode();

    public override string ToString() => Content.ToString() ?? "";
}
