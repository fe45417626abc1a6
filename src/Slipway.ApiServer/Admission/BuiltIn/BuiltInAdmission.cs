using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.BuiltIn.PodSecurity;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Admission.BuiltIn;

/// <summary>
/// What kube-apiserver's own admission plugins do to objects, in their order. They are a part of what a user sees of a Pod or a Node; a
/// server without controllers has neither accounts nor classes nor who takes a taint away, and leaves out what needs them.
/// </summary>
internal sealed class BuiltInAdmission(EngineCore core)
{
    private readonly ServiceAccountAdmission _accounts = new(core);
    private readonly PodPriorities _priorities = new(core);
    private readonly LimitRanger _limits = new(core);
    private readonly DefaultClasses _classes = new(core);
    private readonly PodRuntimes _runtimes = new(core);
    private readonly ClaimGrowth _growth = new(core);
    private readonly PodSecurityAdmission _security = new(core);

    /// <summary>Whether there is anything to do about a write: nearly always not.</summary>
    public static bool Concerns(WriteScope scope) =>
        scope.Resource.Plural is "pods" or "nodes" or "priorityclasses" or "persistentvolumeclaims" or "ingresses"
        && scope.Resource.Custom is null && scope.Subresource.Length == 0;

    /// <summary>Whether there is anything to look at in an object that is valid.</summary>
    public static bool Validates(WriteScope scope) => scope.Resource.Custom is null && scope.Subresource switch
    {
        "" => scope.Resource.Plural is "pods" or "persistentvolumeclaims" or "namespaces"
            || PodSecurityAdmission.MakesPods(scope.Resource.Plural),
        "resize" or "ephemeralcontainers" => true,
        _ => false,
    };

    /// <summary>Completes an object that is to be written.</summary>
    public async ValueTask MutateAsync(WriteScope scope, JsonObject obj, JsonObject? old, CancellationToken cancellationToken)
    {
        switch (scope.Resource.Plural)
        {
            case "priorityclasses":
                _priorities.CheckClass(scope, obj);
                break;
            case "nodes" when old is null && core.Namespaces is not null:
                NodeTaints.Admit(obj);
                break;
            case "persistentvolumeclaims" when old is null:
                _classes.AdmitClaim(obj);
                break;
            case "ingresses" when old is null:
                _classes.AdmitIngress(obj);
                break;
            case "pods" when old is null:
                await CompletePodAsync(scope, obj, cancellationToken);
                break;
            case "pods":
                PodPriorities.Keep(obj, old!);
                PodTolerations.Admit(obj);
                break;
            default:
                break;
        }
    }

    /// <summary>Looks at a valid object that is to be written.</summary>
    /// <exception cref="KubeApiException">403.</exception>
    public void Validate(WriteScope scope, JsonObject obj, JsonObject? old)
    {
        if (scope.Resource.Plural != "persistentvolumeclaims")
        {
            _security.Check(scope, obj, old);
        }

        if (scope.Resource.Plural == "pods")
        {
            if (old is null || scope.Subresource == "resize")
            {
                _limits.CheckPod(scope, obj, old);
            }

            if (old is null)
            {
                _runtimes.Check(scope, obj);
            }
        }
        else if (scope.Resource.Plural == "persistentvolumeclaims")
        {
            _limits.CheckClaim(scope, obj, old);
            if (old is not null)
            {
                _growth.Check(scope, obj, old);
            }
        }
    }

    /// <summary>A refusal; an object whose name is still to be generated is named by what it begins with.</summary>
    public static KubeApiException Forbidden(WriteScope scope, JsonObject obj, string why)
    {
        var metadata = obj.Map("metadata");
        var name = metadata?.Text("name") is { Length: > 0 } own ? own : metadata?.Text("generateName") ?? "";
        return ApiErrors.Forbidden(scope.Resource, name.Length > 0 ? name : "Unknown", why);
    }

    private async ValueTask CompletePodAsync(WriteScope scope, JsonObject pod, CancellationToken cancellationToken)
    {
        _limits.Complete(scope, pod);
        if (core.Namespaces is not null)
        {
            await _accounts.AdmitAsync(scope, pod, cancellationToken);
            _priorities.Admit(scope, pod);
        }

        PodTolerations.Admit(pod);
        _runtimes.Admit(scope, pod);
    }
}
