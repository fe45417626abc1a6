using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds;

/// <summary>
/// What one kind adds to the rules of all kinds: defaults, fields that only the server sets, validation. The base class is a
/// kind without any such rule. Objects come as trees that may be changed.
/// </summary>
internal class KindRules
{
    public static readonly KindRules None = new();

    /// <summary>What names must look like.</summary>
    public virtual NameRule NameRule => NameRule.Subdomain;

    /// <summary>Whether the server makes the objects itself when they are read, and takes no others.</summary>
    public virtual bool IsComputed => false;

    /// <summary>Whether a PUT of a name that does not exist creates the object.</summary>
    public virtual bool CreatesOnUpdate => false;

    /// <summary>Whether a PUT without resourceVersion replaces whatever is there.</summary>
    public virtual bool AllowsUnconditionalUpdate => true;

    /// <summary>Whether a deletion answers the deleted object and not a Status.</summary>
    public virtual bool ReturnsDeletedObject => false;

    /// <summary>Whether the kind counts changes of its desired state in <c>metadata.generation</c>.</summary>
    public virtual bool HasGeneration => false;

    /// <summary>Whether who creates an object may say its status; of most kinds it is left out.</summary>
    public virtual bool KeepsStatusOnCreate => false;

    /// <summary>Whether a deletion that does not say so leaves dependents without their owner.</summary>
    public virtual bool OrphansByDefault => false;

    /// <summary>What a client is warned of who deletes without saying what becomes of dependents; empty for nothing.</summary>
    public virtual string UnstatedPropagationWarning => "";

    /// <summary>Fills in defaults, on every write.</summary>
    public virtual void Default(JsonObject obj)
    {
    }

    /// <summary>Sets what only the server sets in a new object.</summary>
    public virtual void PrepareCreate(JsonObject obj)
    {
    }

    /// <summary>Puts what a new object says in a way of old where it belongs.</summary>
    public virtual void ReplaceDeprecated(JsonObject obj, List<string> warnings)
    {
    }

    /// <summary>Keeps what an update of the object itself (not of a subresource) must not change.</summary>
    public virtual void PrepareUpdate(JsonObject obj, JsonObject old)
    {
    }

    /// <summary>Keeps what an update of a subresource must not change of its part of the object.</summary>
    public virtual void PrepareSubresourceUpdate(string subresource, JsonObject obj, JsonObject old)
    {
    }

    /// <summary>Changes an object whose deletion was just asked for; its <c>metadata.deletionTimestamp</c> is set.</summary>
    public virtual void PrepareDelete(JsonObject obj) => obj.Map("metadata")!["deletionGracePeriodSeconds"] = 0;

    /// <summary>Why an object may not be deleted; null when it may.</summary>
    public virtual string? WhyUndeletable(string name) => null;

    /// <summary>Whether something keeps a deleted object from going away.</summary>
    public virtual bool IsHeld(JsonObject obj) => obj.Map("metadata")!.List("finalizers") is { Count: > 0 };

    /// <summary>Adds what is wrong with an object.</summary>
    public virtual void Validate(JsonObject obj, List<FieldError> errors)
    {
    }

    /// <summary>Adds what is wrong with a new object, on top of <see cref="Validate"/>.</summary>
    public virtual void ValidateCreate(JsonObject obj, List<FieldError> errors)
    {
    }

    /// <summary>Adds what is wrong with a change, on top of <see cref="Validate"/>.</summary>
    public virtual void ValidateUpdate(JsonObject obj, JsonObject old, List<FieldError> errors)
    {
    }

    /// <summary>Adds what is wrong with a change of the object or of a subresource.</summary>
    public virtual void ValidateChange(JsonObject obj, JsonObject old, string subresource, List<FieldError> errors)
    {
        ValidateUpdate(obj, old, errors);
        Validate(obj, errors);
    }

    /// <summary>Adds what the client is to be warned of, with a write that is otherwise fine.</summary>
    public virtual void AddWarnings(JsonObject obj, JsonObject? old, List<string> warnings)
    {
    }

    /// <summary>Whether the two differ in what <c>metadata.generation</c> counts.</summary>
    public virtual bool DesiredStateDiffers(JsonObject obj, JsonObject old) => !JsonNode.DeepEquals(obj["spec"], old["spec"]);

    /// <summary>Refuses a change of a field, if there is one.</summary>
    protected static void RequireUnchanged(JsonObject obj, JsonObject old, string field, List<FieldError> errors)
    {
        if (!JsonNode.DeepEquals(obj[field], old[field]))
        {
            errors.Add(FieldError.Invalid(field, obj[field]?.DeepClone(), "field is immutable"));
        }
    }

    /// <summary>Each item of a list of objects at a path of fields.</summary>
    internal static IEnumerable<JsonObject> Items(JsonObject? owner, string list) => owner?.List(list)?.OfType<JsonObject>() ?? [];
}
