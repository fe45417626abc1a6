using System.Text.Json;
using k8s;
using k8s.Models;
using Slipway.ControllerRuntime.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>From what a cache gives to what a decision wants.</summary>
public static class ObservedExtensions
{
    /// <summary>
    /// The object as its class, shared with all who ask (<see cref="KubeObject.View"/>): nobody may change it. Unknown when a field has another
    /// type than the class says.
    /// </summary>
    public static Observed<T> As<T>(this Observed<KubeObject> observed, ResourceType<T> type)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        switch (observed)
        {
            case Observed<KubeObject>.Found found:
                try
                {
                    return new Observed<T>.Found(found.Value.View(type.Json));
                }
                catch (JsonException e)
                {
                    return new Observed<T>.Unknown(
                        ErrorCodes.ContractViolation, $"{type.Kind.Kind} {found.Value.Key} cannot be read as {type.Kind}: {e.Message}");
                }

            case Observed<KubeObject>.Unknown unknown:
                return new Observed<T>.Unknown(unknown.Code, unknown.Message);
            default:
                return new Observed<T>.Absent();
        }
    }
}
