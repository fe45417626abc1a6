using System.Text.Json.Nodes;
using Slipway.ApiServer.Conversion.BuiltIn;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Kinds;

/// <summary>
/// Events of the core group and of <c>events.k8s.io</c>. Both are checked in the core group's form and words; the newer group's clients may
/// not use what is deprecated, and may change nothing but the series.
/// </summary>
internal sealed class EventRules(bool isCore) : KindRules
{
    private const int MaxText = 128;
    private const int MaxNote = 1024;

    private static readonly string[] Unchangeable =
    [
        "involvedObject", "reason", "message", "source", "firstTimestamp", "lastTimestamp", "count", "reason", "type", "eventTime", "action",
        "related", "reportingController", "reportingInstance",
    ];

    public override bool CreatesOnUpdate => true;

    public override void Default(JsonObject obj)
    {
        // Each form writes these even when they are not set.
        obj.TryAdd(isCore ? "source" : "deprecatedSource", new JsonObject());
        obj.TryAdd(isCore ? "firstTimestamp" : "deprecatedFirstTimestamp", null);
        obj.TryAdd(isCore ? "lastTimestamp" : "deprecatedLastTimestamp", null);
        obj.TryAdd("eventTime", null);
        obj.TryAdd(isCore ? "involvedObject" : "regarding", new JsonObject());
        if (isCore)
        {
            obj.TryAdd("reportingComponent", "");
            obj.TryAdd("reportingInstance", "");
        }
    }

    public override void Validate(JsonObject obj, List<FieldError> errors)
    {
        var core = ToCore(obj);
        if (core.Text("eventTime").Length == 0)
        {
            ValidateOld(core, errors);
        }
        else
        {
            ValidateNew(core, errors);
        }
    }

    public override void ValidateCreate(JsonObject obj, List<FieldError> errors)
    {
        if (isCore)
        {
            return;
        }

        var core = ToCore(obj);
        ValidateSeries(core, errors);
        if (core.Text("eventTime").Length == 0)
        {
            errors.Add(FieldError.Required("eventTime"));
        }

        if (core.Text("type") is var type and not ("Normal" or "Warning"))
        {
            errors.Add(FieldError.Invalid("type", "", $"has invalid value: {type}"));
        }

        RequireUnset("firstTimestamp", core.Text("firstTimestamp").Length > 0);
        RequireUnset("lastTimestamp", core.Text("lastTimestamp").Length > 0);
        RequireUnset("count", core.Integer("count") is not (null or 0));
        RequireUnset("source", core.Map("source") is { Count: > 0 });

        void RequireUnset(string field, bool isSet)
        {
            if (isSet)
            {
                errors.Add(FieldError.Invalid(field, "", "needs to be unset"));
            }
        }
    }

    public override void ValidateUpdate(JsonObject obj, JsonObject old, List<FieldError> errors)
    {
        if (isCore)
        {
            return;
        }

        var (next, last) = (ToCore(obj), ToCore(old));
        if (!JsonNode.DeepEquals(next["series"], last["series"]))
        {
            ValidateSeries(next, errors);
        }

        foreach (var field in Unchangeable)
        {
            var name = field == "reportingController" ? "reportingComponent" : field;
            if (!JsonNode.DeepEquals(next[name], last[name]))
            {
                errors.Add(FieldError.Invalid(field, next[name]?.DeepClone(), "field is immutable"));
            }
        }
    }

    private JsonObject ToCore(JsonObject obj) => isCore ? obj : EventConversion.ToCore(obj);

    private static void ValidateOld(JsonObject core, List<FieldError> errors)
    {
        var ns = core.Map("metadata")?.Text("namespace") ?? "";
        var involved = core.Map("involvedObject")?.Text("namespace") ?? "";
        if (involved.Length == 0 ? ns is not ("" or "default") : involved != ns)
        {
            errors.Add(FieldError.Invalid("involvedObject.namespace", involved, "does not match event.namespace"));
        }
    }

    private void ValidateNew(JsonObject core, List<FieldError> errors)
    {
        var ns = core.Map("metadata")?.Text("namespace") ?? "";
        if ((core.Map("involvedObject")?.Text("namespace") ?? "").Length == 0 && ns is not ("default" or "kube-system"))
        {
            errors.Add(FieldError.Invalid("involvedObject.namespace", "", "does not match event.namespace"));
        }

        var controller = core.Text("reportingComponent");
        var field = isCore ? "reportingComponent" : "reportingController";
        if (controller.Length == 0)
        {
            errors.Add(FieldError.Required(field));
        }

        errors.AddRange(LabelSyntax.KeyErrors(controller).Select(problem => FieldError.Invalid(field, controller, problem)));

        ValidateText("reportingInstance", "reportingInstance", MaxText, isRequired: true);
        ValidateText("action", "action", MaxText, isRequired: true);
        ValidateText("reason", "reason", MaxText, isRequired: true);
        ValidateText("message", "message", MaxNote, isRequired: false);

        void ValidateText(string source, string name, int max, bool isRequired)
        {
            var text = core.Text(source);
            if (text.Length == 0 && isRequired)
            {
                errors.Add(FieldError.Required(name));
            }

            if (System.Text.Encoding.UTF8.GetByteCount(text) > max)
            {
                errors.Add(FieldError.Invalid(name, "", $"can have at most {max} characters"));
            }
        }
    }

    private static void ValidateSeries(JsonObject core, List<FieldError> errors)
    {
        if (core.Map("series") is not { } series)
        {
            return;
        }

        if (series.Integer("count") is not >= 2)
        {
            errors.Add(FieldError.Invalid("series.count", "", "should be at least 2"));
        }

        if (series.Text("lastObservedTime").Length == 0)
        {
            errors.Add(FieldError.Required("series.lastObservedTime"));
        }
    }
}
