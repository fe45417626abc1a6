using System.Text.Json.Nodes;
using Slipway.ApiServer.Conversion;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Verbs;

/// <summary>One write request after its options were checked.</summary>
internal sealed class WriteScope
{
    public required ResourceInfo Resource { get; init; }

    /// <summary>The subresource; empty for the object itself.</summary>
    public required string Subresource { get; init; }

    public required ObjectKey Key { get; init; }

    /// <summary>The request as it came; null for a write of the server's own.</summary>
    public ApiRequest? Request { get; init; }

    public required RequestUser User { get; init; }

    public required bool DryRun { get; init; }

    public required FieldValidationMode FieldValidation { get; init; }

    /// <summary>Who is named in managedFields.</summary>
    public required string Manager { get; init; }

    /// <summary>The wire's name of the options, such as <c>CreateOptions</c>.</summary>
    public required string OptionsKind { get; init; }

    /// <summary>Conversions that keeping managedFields needs; null where versions have the same fields.</summary>
    public ConversionMemo? Conversions { get; set; }

    /// <summary>Whether the object may hold empty lists that only the keeping of managedFields tells from none (<see cref="DropEmpty"/>).</summary>
    public bool HasEmptyLists { get; set; }

    public List<string> Warnings { get; private init; } = [];

    public string ApiVersion => Resource.Kind.ApiVersion;

    /// <summary>Brings an object into the form in which it is stored, once its managers are known.</summary>
    public void DropEmpty(JsonObject obj)
    {
        if (HasEmptyLists)
        {
            TypedNormalizer.DropEmpty(obj, Resource.Schema!);
        }
    }

    /// <summary>A failure that tells the client what was warned of before it, too.</summary>
    public KubeApiException Warned(KubeApiException failure) =>
        new(failure.Status) { Warnings = failure.Warnings.IsEmpty ? [.. Warnings] : failure.Warnings };

    /// <summary>The same request about an object of another name; both warn the same client.</summary>
    public WriteScope WithKey(ObjectKey key) => key == Key ? this : new WriteScope
    {
        Resource = Resource,
        Subresource = Subresource,
        Key = key,
        Request = Request,
        User = User,
        DryRun = DryRun,
        FieldValidation = FieldValidation,
        Manager = Manager,
        OptionsKind = OptionsKind,
        Warnings = Warnings,
    };
}
