using System.Text;
using System.Text.Json;
using Slipway.ApiServer.Protobuf;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.OpenApi;

/// <summary>
/// Writes an OpenAPI document as the protobuf that Go clients read it from (gnostic's). What JSON writes in one of several ways has a
/// message around it that says which; values of any kind are YAML there, of which JSON is a part.
/// </summary>
internal readonly struct OpenApiProtobuf
{
    private readonly OpenApiMessages _messages;
    private readonly ProtobufOutput _output;

    private OpenApiProtobuf(OpenApiMessages messages, ProtobufOutput output) => (_messages, _output) = (messages, output);

    public static byte[] Encode(ReadOnlyMemory<byte> document, OpenApiMessages messages)
    {
        using var json = JsonDocument.Parse(document, KubeJson.DocumentOptions);
        using var output = new ProtobufOutput(document.Length);
        new OpenApiProtobuf(messages, output).WriteFields("Document", json.RootElement);
        return output.Written.ToArray();
    }

    private bool IsV2 => _messages == OpenApiMessages.Version2;

    private void WriteFields(string message, JsonElement value)
    {
        foreach (var property in value.EnumerateObject())
        {
            if (_messages.Find(message, property.Name) is not { } field)
            {
                continue;
            }

            if (field.Name == "x-")
            {
                WriteNamed(field.Number, property.Name, "any", property.Value);
            }
            else if (field.Name == "*")
            {
                WriteNamed(field.Number, property.Name, field.Form, property.Value);
            }
            else
            {
                WriteField(field, property.Value);
            }
        }
    }

    private void WriteField(OpenApiField field, JsonElement value)
    {
        if (field.IsList)
        {
            foreach (var item in value.EnumerateArray())
            {
                WriteValue(field.Number, field.Form, item);
            }
        }
        else if (field.IsMap)
        {
            var start = _output.BeginRun(field.Number);
            foreach (var property in value.EnumerateObject())
            {
                WriteNamed(1, property.Name, field.Form, property.Value);
            }

            _output.EndRun(start);
        }
        else
        {
            WriteValue(field.Number, field.Form, value);
        }
    }

    private void WriteNamed(int number, string name, string form, JsonElement value)
    {
        var start = _output.BeginRun(number);
        _output.WriteRun(1, Encoding.UTF8.GetBytes(name));
        WriteValue(2, form, value);
        _output.EndRun(start);
    }

    private void WriteValue(int number, string form, JsonElement value)
    {
        switch (form)
        {
            case "":
                _output.WriteRun(number, Encoding.UTF8.GetBytes(value.GetString() ?? ""));
                break;
            case "bool":
                _output.WriteInteger(number, value.GetBoolean() ? 1 : 0);
                break;
            case "int":
                _output.WriteInteger(number, value.TryGetInt64(out var integer) ? integer : (long)value.GetDouble());
                break;
            case "double":
                _output.WriteDouble(number, value.GetDouble());
                break;
            default:
                var start = _output.BeginRun(number);
                WriteMessage(form, value);
                _output.EndRun(start);
                break;
        }
    }

    private void WriteMessage(string form, JsonElement value)
    {
        switch (form)
        {
            case "any":
                _output.WriteRun(2, Encoding.UTF8.GetBytes(value.GetRawText()));
                break;
            case "Scalar" when value.ValueKind == JsonValueKind.Number:
                _output.WriteDouble(1, value.GetDouble());
                break;
            case "Scalar" when value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                WriteValue(2, "bool", value);
                break;
            case "Scalar" when value.ValueKind == JsonValueKind.String:
                WriteValue(3, "", value);
                break;
            case "Scalar":
                break; // a default that is no scalar has no place in the message
            case "Strings":
                WriteEach(value, number: 1, "");
                break;
            case "Items":
                WriteEach(value, number: 1, IsV2 ? "Schema" : "SchemaOrReference");
                break;
            case "SchemaOrBool" when value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                WriteValue(2, "bool", value);
                break;
            case "SchemaOrBool":
                WriteValue(1, IsV2 ? "Schema" : "SchemaOrReference", value);
                break;
            case "SchemaOrReference":
                var isReference = value.TryGetProperty("$ref", out _);
                WriteNested(isReference ? 2 : 1, isReference ? "Reference" : "Schema", value);
                break;
            case "SchemaItem":
                WriteNested(1, "Schema", value); // and not a file
                break;
            case "Parameter":
                WriteParameter(value);
                break;
            case "Response" or "RequestBody":
                WriteNested(1, form, value); // and not a reference
                break;
            default:
                WriteFields(form, value);
                break;
        }
    }

    private void WriteNested(int number, string message, JsonElement value)
    {
        var start = _output.BeginRun(number);
        WriteFields(message, value);
        _output.EndRun(start);
    }

    private void WriteEach(JsonElement value, int number, string form)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            WriteValue(number, form, value);
            return;
        }

        foreach (var item in value.EnumerateArray())
        {
            WriteValue(number, form, item);
        }
    }

    // Of v2: a parameter (and not a reference), which is a body or something else: in the path or in the query.
    private void WriteParameter(JsonElement value)
    {
        var parameter = _output.BeginRun(1);
        if (!IsV2)
        {
            WriteFields("Parameter", value);
        }
        else if (value.GetProperty("in").ValueEquals("body"))
        {
            WriteNested(1, "BodyParameter", value);
        }
        else
        {
            var nonBody = _output.BeginRun(2);
            var isInPath = value.GetProperty("in").ValueEquals("path");
            WriteNested(isInPath ? 4 : 3, isInPath ? "PathParameter" : "QueryParameter", value);
            _output.EndRun(nonBody);
        }

        _output.EndRun(parameter);
    }
}
