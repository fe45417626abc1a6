using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Decoding.Go;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Patching;

namespace Slipway.ApiServer.Verbs;

/// <summary>Reads the bodies of patch requests.</summary>
internal static class PatchReader
{
    private const string OperationsType = "[]handlers.jsonPatchOp";
    private const string OperationType = "handlers.jsonPatchOp";
    private const string MapType = "map[string]interface {}";

    /// <summary>Reads a patch.</summary>
    /// <exception cref="KubeApiException">400 when the body is no JSON.</exception>
    public static ParsedPatch Read(PatchRequest request, WriteScope scope)
    {
        var patch = new ParsedPatch(request.PatchType) { Force = request.Force ?? false };
        var duplicates = new List<string>();
        var isStrict = scope.FieldValidation != FieldValidationMode.Ignore;
        var document = Parse(request, duplicates, scope);
        try
        {
            return request.PatchType switch
            {
                PatchType.Json => ReadOperations(patch, document, duplicates, isStrict),
                PatchType.Apply => ReadApplied(patch, document, duplicates, request.Body.Notes),
                _ => ReadMap(patch, document, duplicates),
            };
        }
        catch (KubeApiException e)
        {
            return patch with { Failure = e };
        }
    }

    private static JsonNode? Parse(PatchRequest request, List<string> duplicates, WriteScope scope)
    {
        if (request.Body.Node is { } node)
        {
            return node;
        }

        if (request.Body.Notes?.Failure is { } failure)
        {
            throw ApiErrors.BadRequest($"error decoding YAML: {failure}");
        }

        try
        {
            return JsonTreeReader.Read(request.Body.Utf8.Span, duplicates, scope.Resource.IsCustom);
        }
        catch (JsonException e)
        {
            throw ApiErrors.BadRequest(Malformed(request, scope.FieldValidation != FieldValidationMode.Ignore, e));
        }
    }

    private static string Malformed(PatchRequest request, bool isStrict, JsonException e)
    {
        var why = GoJson.Error(request.Body.Utf8.Span) ?? e.Message;
        return request.PatchType switch
        {
            PatchType.Apply => "error decoding YAML: error converting YAML to JSON: yaml: line 1: did not find expected node content",
            PatchType.Merge when !isStrict => "Invalid JSON Patch",
            PatchType.Json or PatchType.Merge when isStrict => $"error decoding patch: {why}",
            _ => why,
        };
    }

    private static ParsedPatch ReadMap(ParsedPatch patch, JsonNode? document, List<string> duplicates)
    {
        var prefix = patch.Type == PatchType.Merge ? "error decoding patch: " : "";
        return document switch
        {
            JsonObject map => patch with { Document = map, Problems = [.. duplicates.Select(DuplicateField)] },
            null when patch.Type == PatchType.Merge => throw ApiErrors.BadRequest("Invalid JSON Patch"),
            null => patch,
            _ => throw ApiErrors.BadRequest(prefix + GoTypeError(document, MapType)),
        };
    }

    private static ParsedPatch ReadApplied(ParsedPatch patch, JsonNode? document, List<string> duplicates, BodyNotes? notes) => document switch
    {
        JsonObject map when notes?.Duplicates is { IsEmpty: false } repeated => patch with
        {
            Document = map,
            Problems = [$"error converting YAML to JSON: yaml: unmarshal errors:\n  {string.Join("\n  ", repeated)}"],
        },
        JsonObject map => patch with { Document = map, Problems = [.. duplicates.Select(RepeatedKey)] },
        null => patch with { Document = [] },
        _ => throw ApiErrors.BadRequest($"error decoding YAML: error unmarshaling JSON: while decoding JSON: {GoTypeError(document, MapType)}"),
    };

    private static ParsedPatch ReadOperations(ParsedPatch patch, JsonNode? document, List<string> duplicates, bool isStrict)
    {
        var problems = new List<string>();
        if (document is not (null or JsonArray))
        {
            throw ApiErrors.BadRequest(isStrict
                ? $"error decoding patch: {GoTypeError(document, OperationsType)}"
                : GoTypeError(document, "jsonpatch.Patch"));
        }

        var operations = document as JsonArray ?? [];
        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i] is not (null or JsonObject))
            {
                throw ApiErrors.BadRequest(isStrict
                    ? $"error decoding patch: {GoTypeError(operations[i], OperationType)}"
                    : GoTypeError(operations[i], "jsonpatch.Operation"));
            }

            CheckMembers(operations[i] as JsonObject, i, isStrict, problems);
        }

        if (operations.Count > JsonPatch.MaxOperations)
        {
            throw ApiErrors.TooLarge($"The allowed maximum operations in a JSON patch is {JsonPatch.MaxOperations}, got {operations.Count}");
        }

        return patch with
        {
            Operations = JsonPatch.Parse(operations),
            Problems = [.. duplicates.Where(IsOfOperation).Select(path => $"json patch {DuplicateField(path)}"), .. problems],
        };
    }

    private static void CheckMembers(JsonObject? operation, int index, bool isStrict, List<string> problems)
    {
        foreach (var (name, value) in isStrict ? operation ?? [] : [])
        {
            if (name is "op" or "path" or "from")
            {
                if (value is not null && value.GetValueKind() != JsonValueKind.String)
                {
                    throw ApiErrors.BadRequest(
                        $"error decoding patch: json: cannot unmarshal {GoKind(value)} into Go struct field jsonPatchOp.{name} of type string");
                }
            }
            else if (name != "value")
            {
                problems.Add($"json patch unknown field \"[{index}].{name}\"");
            }
        }
    }

    // What is repeated inside a value is no business of the operation.
    private static bool IsOfOperation(string path) => path.Count(c => c is '.' or '[') == 2;

    private static string DuplicateField(string path) => $"duplicate field \"{path}\"";

    // As the YAML reader of kube-apiserver says it; a body in one line is what clients send.
    private static string RepeatedKey(string path) =>
        $"error converting YAML to JSON: yaml: unmarshal errors:\n  line 1: key \"{path[(path.LastIndexOf('.') + 1)..]}\" already set in map";

    private static string GoTypeError(JsonNode? value, string type) =>
        $"json: cannot unmarshal {GoKind(value)} into Go value of type {type}";

    private static string GoKind(JsonNode? value) => value switch
    {
        JsonObject => "object",
        JsonArray => "array",
        _ => value?.GetValueKind() switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.Number => "number",
            _ => "bool",
        },
    };
}
