// Prints how Go writes each type of the Kubernetes API, for src/Slipway.ApiServer/Facts/forms.txt. Build it in a module that has
// k8s.io/client-go. A line is: the type, the fields that are written even when they are not set (a structure's own are left out),
// and the fields that are left out when they hold their type's zero.
package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"k8s.io/client-go/kubernetes/scheme"
)

var lines = map[string]string{}

func nameOf(t reflect.Type) string {
	path, found := strings.CutPrefix(t.PkgPath(), "k8s.io/")
	if !found {
		return ""
	}
	return strings.ReplaceAll(path, "/", ".") + "." + t.Name()
}

// What writes itself has no fields to tell of.
func isOpaque(t reflect.Type) bool {
	_, marshals := reflect.New(t).Interface().(json.Marshaler)
	return marshals
}

func dropped(t reflect.Type) (names []string) {
	for i := range t.NumField() {
		field := t.Field(i)
		tag := strings.Split(field.Tag.Get("json"), ",")
		if field.Anonymous && tag[0] == "" {
			inner := field.Type
			if inner.Kind() == reflect.Pointer {
				inner = inner.Elem()
			}
			names = append(names, dropped(inner)...)
			continue
		}
		visit(field.Type)
		switch field.Type.Kind() {
		case reflect.String, reflect.Bool, reflect.Int, reflect.Int32, reflect.Int64, reflect.Float64:
			if slices.Contains(tag[1:], "omitempty") || slices.Contains(tag[1:], "omitzero") {
				names = append(names, tag[0])
			}
		}
	}
	return names
}

func visit(t reflect.Type) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Array:
		visit(t.Elem())
	case reflect.Struct:
		name := nameOf(t)
		if _, seen := lines[name]; seen || name == "" || isOpaque(t) {
			return
		}
		lines[name] = ""
		zero, _ := json.Marshal(reflect.New(t).Interface())
		var written map[string]any
		_ = json.Unmarshal(zero, &written)
		for field, value := range written {
			if _, isStruct := value.(map[string]any); isStruct {
				written[field] = map[string]any{}
			}
		}
		text, _ := json.Marshal(written)
		names := dropped(t)
		slices.Sort(names)
		lines[name] = strings.TrimRight(string(text)+" "+strings.Join(names, ","), " ")
	}
}

func main() {
	for _, t := range scheme.Scheme.AllKnownTypes() {
		visit(t)
	}
	names := make([]string, 0, len(lines))
	for name, line := range lines {
		if line != "{}" && !strings.HasSuffix(name, "List") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Println(name, lines[name])
	}
}
