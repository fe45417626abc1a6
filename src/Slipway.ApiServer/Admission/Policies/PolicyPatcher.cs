using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.Expressions;
using Slipway.ApiServer.Admission.Matching;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.Cel.Values;
using Slipway.Kubernetes.Apply;
using Slipway.Kubernetes.Patching;

namespace Slipway.ApiServer.Admission.Policies;

/// <summary>Makes one change of a MutatingAdmissionPolicy to an object; its words are kube-apiserver's.</summary>
internal sealed class PolicyPatcher(EngineCore core)
{
    private readonly AdmittedObjects _objects = new(core);

    /// <summary>Makes the change.</summary>
    /// <param name="mutation">The change.</param>
    /// <param name="policy">The policy that it is of.</param>
    /// <param name="inputs">What expressions see.</param>
    /// <param name="subject">The request, whose object is changed.</param>
    /// <param name="shown">The request in the version that the policy sees; its object is changed too.</param>
    /// <param name="target">That version.</param>
    /// <param name="cancellationToken">Ends evaluation and conversion.</param>
    /// <returns>Why it cannot be made; null when it was.</returns>
    public async ValueTask<string?> ApplyAsync(
        PolicyMutation mutation,
        CompiledPolicy policy,
        AdmissionInputs inputs,
        AdmissionSubject subject,
        AdmissionSubject shown,
        AdmissionTarget target,
        CancellationToken cancellationToken)
    {
        var budget = new ExpressionBudget(ExpressionBudget.OfPolicy);
        var value = new AdmissionActivation(inputs, policy.Variables, budget).Evaluate(mutation.Expression, cancellationToken);
        if (budget.IsExhausted)
        {
            return ExpressionBudget.Exhausted;
        }

        if (value is CelError error)
        {
            return error.Message;
        }

        try
        {
            var patched = mutation.IsJsonPatch ? Patch((CelList)value, shown.Object!) : Apply((PatchObject)value, shown, target);
            if (patched is not null)
            {
                await _objects.TakeAsync(subject, shown, patched, isStrict: true, cancellationToken);
            }

            return null;
        }
        catch (NotSupportedException e)
        {
            return e.Message;
        }
    }

    // Null where a test failed: the object stays as it is.
    private static JsonNode? Patch(CelList operations, JsonObject obj)
    {
        var patch = new JsonArray();
        for (var i = 0; i < operations.Count; i++)
        {
            var operation = (PatchObject)operations[i];
            if (operation.TryGetField("value", out var value) && PatchObject.NameErrors(value).ToArray() is { Length: > 0 } errors)
            {
                throw new NotSupportedException($"type mismatch: {string.Join('\n', errors)}");
            }

            patch.Add((JsonNode)operation.ToJson());
        }

        try
        {
            return JsonPatch.Parse(patch).Apply(obj.Copy());
        }
        catch (PatchException e) when (e.IsFailedTest)
        {
            return null;
        }
        catch (PatchException e)
        {
            throw new NotSupportedException($"JSON Patch: {e.Message}", e);
        }
    }

    private static JsonObject Apply(PatchObject configuration, AdmissionSubject shown, AdmissionTarget target)
    {
        if (configuration.NameErrors().ToArray() is { Length: > 0 } errors)
        {
            throw new NotSupportedException($"type mismatch: {string.Join('\n', errors)}");
        }

        var config = configuration.ToJson();
        config["apiVersion"] = shown.Object!.Text("apiVersion");
        config["kind"] = shown.Object!.Text("kind");
        try
        {
            return target.Resource.FieldManager!.MergeUnowned(shown.Object!, config);
        }
        catch (TypedObjectException e)
        {
            throw new NotSupportedException($"error applying patch: {e.Message}", e);
        }
    }
}
