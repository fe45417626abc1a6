using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Definitions;

/// <summary>Checks of the names that a definition asks for, or that it was given.</summary>
internal static class DefinitionNames
{
    private static readonly string[] Asked = ["plural", "singular", "kind", "listKind"];

    /// <summary>Adds an error for each name that a definition must ask for and does not.</summary>
    public static void Require(JsonObject names, List<FieldError> errors) =>
        errors.AddRange(Asked.Where(n => names.Text(n).Length == 0).Select(n => FieldError.Required($"spec.names.{n}")));

    /// <summary>Adds what is wrong with the names that are there.</summary>
    public static void Validate(JsonObject names, string path, List<FieldError> errors)
    {
        foreach (var name in (ReadOnlySpan<string>)["plural", "singular"])
        {
            Check(names.Text(name), $"{path}.{name}", errors);
        }

        foreach (var name in (ReadOnlySpan<string>)["kind", "listKind"])
        {
            if (names.Text(name) is { Length: > 0 } kind && LabelErrors(kind.ToLowerInvariant()) is { Length: > 0 } wrong)
            {
                errors.Add(FieldError.Invalid($"{path}.{name}", kind, "may have mixed case, but should otherwise match: " + wrong));
            }
        }

        CheckEach(names, "shortNames", path, errors);
        if (names.Text("kind") is { Length: > 0 } same && same == names.Text("listKind"))
        {
            errors.Add(FieldError.Invalid($"{path}.listKind", same, "kind and listKind may not be the same"));
        }

        CheckEach(names, "categories", path, errors);
    }

    /// <summary>What is wrong with a DNS label that begins with a letter; empty for a good one.</summary>
    public static string LabelErrors(string label) => string.Join(',', NameSyntax.Errors(label, NameRule.Label1035));

    private static void CheckEach(JsonObject names, string list, string path, List<FieldError> errors)
    {
        var i = 0;
        foreach (var name in names.Texts(list))
        {
            if (LabelErrors(name) is { Length: > 0 } wrong)
            {
                errors.Add(FieldError.Invalid($"{path}.{list}[{i}]", name, wrong));
            }

            i++;
        }
    }

    private static void Check(string name, string path, List<FieldError> errors)
    {
        if (name.Length > 0 && LabelErrors(name) is { Length: > 0 } wrong)
        {
            errors.Add(FieldError.Invalid(path, name, wrong));
        }
    }
}
