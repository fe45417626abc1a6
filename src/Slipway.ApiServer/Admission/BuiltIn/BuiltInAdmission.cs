using System.Text.Json.Nodes;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Verbs;

namespace Slipway.ApiServer.Admission.BuiltIn;

/// <summary>
/// What kube-apiserver's own admission plugins do to objects, in their order. They are a part of what a user sees of a Pod or a Node; a
/// server without controllers has neither accounts nor classes nor who takes a taint away, and leaves out what needs them.
/// </summary>
internal sealed class BuiltInAdmission(EngineCore core)
{
    private readonly ServiceAccountAdmission _accounts = new(core);
    private readonly PodPriorities _priorities = new(core);

    /// <summary>Whether there is anything to do about a write: nearly always not.</summary>
    public bool Concerns(WriteScope scope) =>
        scope.Resource.Plural is "pods" or "nodes" or "priorityclasses" && scope.Resource.Custom is null && scope.Subresource.Length == 0;

    /// <summary>Completes an object that is to be written.</summary>
    public async ValueTask MutateAsync(WriteScope scope, JsonObject obj, JsonObject? old, CancellationToken cancellationToken)
    {
        var isComplete = core.Namespaces is not null;
        if (scope.Resource.Plural == "priorityclasses")
        {
            _priorities.CheckClass(scope, obj);
            return;
        }

        if (scope.Resource.Plural == "nodes")
        {
            if (old is null && isComplete)
            {
                NodeTaints.Admit(obj);
            }

            return;
        }

        if (old is not null)
        {
            PodPriorities.Keep(obj, old);
        }
        else if (isComplete)
        {
            await _accounts.AdmitAsync(scope, obj, cancellationToken);
            _priorities.Admit(scope, obj);
        }

        PodTolerations.Admit(obj);
    }
}
