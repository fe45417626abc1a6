using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Cel.Tests.Conformance.Protos;

/// <summary>Message types and enums, read from schema files: as much of the schema language as the files of cel-spec use.</summary>
internal sealed partial class ProtoSchema
{
    private readonly List<(ProtoType Type, string Scope, ProtoField Field)> _unresolved = [];

    private Queue<string> _tokens = new();
    private bool _isProto3;

    public Dictionary<string, ProtoType> Types { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, int> EnumValues { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Enums { get; } = new(StringComparer.Ordinal) { "google.protobuf.NullValue" };

    public static ProtoSchema Read(params IEnumerable<string> files)
    {
        var schema = new ProtoSchema();
        schema.AddWellKnown();
        foreach (var file in files)
        {
            schema.ReadFile(File.ReadAllText(file));
        }

        foreach (var (type, scope, field) in schema._unresolved)
        {
            var name = schema.Resolve(scope, field.TypeName);
            type.Fields[field.Name] = field with { TypeName = name, IsEnum = schema.Enums.Contains(name) };
        }

        return schema;
    }

    // Messages with no meaning of their own in the language.
    private void AddWellKnown()
    {
        Types["google.protobuf.Empty"] = new ProtoType("google.protobuf.Empty");
        var mask = new ProtoType("google.protobuf.FieldMask");
        mask.Fields["paths"] = new ProtoField("paths", "string", "repeated", null, null, IsEnum: false, HasPresence: false);
        Types[mask.Name] = mask;
        EnumValues["google.protobuf.NullValue.NULL_VALUE"] = 0;
    }

    private void ReadFile(string text)
    {
        _tokens = new Queue<string>(Token().Matches(Comment().Replace(text, "")).Select(m => m.Value));
        var package = "";
        while (_tokens.TryDequeue(out var token))
        {
            switch (token)
            {
                case "syntax":
                    _isProto3 = Until(";").Contains("\"proto3\"");
                    break;
                case "package":
                    package = _tokens.Dequeue();
                    break;
                case "message":
                    Message(package);
                    break;
                case "enum":
                    Enum(package);
                    break;
                case "extend":
                    Extend(package);
                    break;
                case "import" or "option":
                    Until(";");
                    break;
            }
        }
    }

    private void Message(string scope)
    {
        var type = new ProtoType($"{scope}.{_tokens.Dequeue()}");
        Types[type.Name] = type;
        Body(type, type.Name, "");
    }

    private void Body(ProtoType type, string scope, string prefix, bool isOneOf = false)
    {
        for (Expect("{"); !Take("}");)
        {
            switch (_tokens.Peek())
            {
                case "message":
                    _tokens.Dequeue();
                    Message(scope);
                    break;
                case "enum":
                    _tokens.Dequeue();
                    Enum(scope);
                    break;
                case "extend":
                    _tokens.Dequeue();
                    Extend(scope);
                    break;
                case "oneof":
                    _tokens.Dequeue();
                    _tokens.Dequeue();
                    Body(type, scope, prefix, isOneOf: true);
                    break;
                case "reserved" or "extensions" or "option" or ";":
                    Until(";");
                    break;
                default:
                    Field(type, scope, prefix, isOneOf);
                    break;
            }
        }
    }

    private void Field(ProtoType type, string scope, string prefix, bool isOneOf)
    {
        var label = _tokens.Peek() is "optional" or "required" or "repeated" ? _tokens.Dequeue() : "";
        var typeName = _tokens.Dequeue();
        string? key = null;
        if (typeName == "map")
        {
            Expect("<");
            key = _tokens.Dequeue();
            Expect(",");
            typeName = _tokens.Dequeue();
            Expect(">");
        }

        var name = _tokens.Dequeue();
        if (typeName == "group")
        {
            Expect("=");
            _tokens.Dequeue();
            var group = new ProtoType($"{scope}.{name}");
            Types[group.Name] = group;
            Body(group, group.Name, "");
            (typeName, name) = (group.Name, name.ToLowerInvariant());
            Add(type, scope, new ProtoField(name, typeName, label, null, null, IsEnum: false, HasPresence: true));
            return;
        }

        var rest = Until(";");
        var at = rest.IndexOf("default");
        Add(type, scope, new ProtoField(
            prefix + name,
            typeName,
            label,
            key,
            at < 0 ? null : rest[at + 2],
            IsEnum: false,
            isOneOf || !_isProto3 || label == "optional"));
    }

    private void Add(ProtoType type, string scope, ProtoField field) => _unresolved.Add((type, scope, field));

    private void Extend(string scope)
    {
        var target = _tokens.Dequeue();
        var package = scope;
        while (!Types.ContainsKey($"{package}.{target}"))
        {
            package = package[..package.LastIndexOf('.')];
        }

        Body(Types[$"{package}.{target}"], scope, $"{scope}.");
    }

    private void Enum(string scope)
    {
        var name = $"{scope}.{_tokens.Dequeue()}";
        Enums.Add(name);
        for (Expect("{"); !Take("}");)
        {
            var value = _tokens.Dequeue();
            var rest = Until(";");
            EnumValues[$"{name}.{value}"] = int.Parse(rest[1], CultureInfo.InvariantCulture);
        }
    }

    private string Resolve(string scope, string name)
    {
        if (ProtoScalars.TypeOf(name) is not null || name.StartsWith("google.", StringComparison.Ordinal))
        {
            return name;
        }

        for (var prefix = scope; ;)
        {
            if (Types.ContainsKey($"{prefix}.{name}") || Enums.Contains($"{prefix}.{name}"))
            {
                return $"{prefix}.{name}";
            }

            var dot = prefix.LastIndexOf('.');
            if (dot < 0)
            {
                return name;
            }

            prefix = prefix[..dot];
        }
    }

    private List<string> Until(string end)
    {
        var result = new List<string>();
        while (_tokens.Dequeue() is var token && token != end)
        {
            result.Add(token);
        }

        return result;
    }

    private void Expect(string token) => Assert.Equal(token, _tokens.Dequeue());

    private bool Take(string token)
    {
        if (_tokens.Peek() != token)
        {
            return false;
        }

        _tokens.Dequeue();
        return true;
    }

    [GeneratedRegex("\"[^\"]*\"|-?[A-Za-z0-9_.]+|[^\\s]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("//[^\n]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comment();
}
